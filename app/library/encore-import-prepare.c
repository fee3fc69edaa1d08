/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import-private.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "encore-error.h"
#include "encore-examine.h"
#include "encore-headerless.h"
#include "encore-probe.h"
#include "encore-reader.h"
#include "encore-tables.h"
#include "encore-text.h"

/* Reading one item: transcripts are parsed, the recording is hashed and decoded once. Nothing is
 * written but the peaks cache, and copies of recordings that were asked for. */

/* No spreadsheet of one call is larger. */
#define MAX_TABLE_BYTES (64u * 1024 * 1024)

static void
source_free (gpointer data)
{
  EncoreImportSource *source = data;

  g_free (source->path);
  g_free (source);
}

void
encore_prepared_free (EncorePrepared *prepared)
{
  g_object_unref (prepared->item);
  g_ptr_array_unref (prepared->sources);
  g_ptr_array_unref (prepared->documents);
  g_ptr_array_unref (prepared->notes);
  g_clear_object (&prepared->recording);
  g_clear_object (&prepared->second);
  g_free (prepared);
}

static EncorePrepared *
prepared_new (EncoreImportItem *item)
{
  EncorePrepared *prepared = g_new0 (EncorePrepared, 1);

  prepared->item = g_object_ref (item);
  prepared->sources = g_ptr_array_new_with_free_func (source_free);
  prepared->documents = g_ptr_array_new_with_free_func (g_object_unref);
  prepared->notes = g_ptr_array_new_with_free_func (g_free);
  return prepared;
}

static gboolean
note_source (EncorePrepared *prepared,
             const char     *path,
             GError        **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("“%s” cannot be opened: %s"), name,
                   g_strerror (errno));
      return FALSE;
    }

  /* To read a pipe would wait for ever. */
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                   S_ISDIR (status.st_mode) ? _ ("The folder “%s” cannot be read.") : _ ("“%s” is not a file."), name);
      return FALSE;
    }

  EncoreImportSource *source = g_new0 (EncoreImportSource, 1);
  source->path = g_strdup (path);
  source->size = status.st_size;
  source->modified_at = (gint64) status.st_mtim.tv_sec * 1000 + status.st_mtim.tv_nsec / 1000000;
  g_ptr_array_add (prepared->sources, source);
  return TRUE;
}

static void
keep_warnings (EncorePrepared *prepared,
               GPtrArray      *warnings)
{
  for (guint i = 0; i < warnings->len; i++)
    g_debug ("%s: %s", prepared->item->name, (const char *) g_ptr_array_index (warnings, i));
}

/* A table whose columns somebody has explained is read so. */
static EncoreDocument *
read_document (EncoreLibrary *library,
               const char    *path,
               GError       **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) failure = NULL;
  gsize length = 0;
  EncoreDocument *document = NULL;

  /* Not mapped: a file that its writer cuts short meanwhile would end the process. */
  if (!g_file_get_contents (path, &bytes, &length, error))
    return NULL;

  if (encore_table_is_name (path) && length <= MAX_TABLE_BYTES)
    document = encore_tables_read (library, bytes, length, &failure);

  if (failure == NULL)
    return document != NULL ? document : encore_readers_read (bytes, length, error);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
read_transcript (EncoreLibrary  *library,
                 EncorePrepared *prepared,
                 const char     *path,
                 GError        **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EncoreDocument) document = read_document (library, path, &failure);

  if (document == NULL)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“%s” is not used: %s"), name, failure->message);
      return FALSE;
    }

  for (guint i = 0; i < document->transcripts->len; i++)
    {
      EncoreTranscript *transcript = g_ptr_array_index (document->transcripts, i);

      if (transcript->source == NULL)
        transcript->source = g_strdup (name);
    }

  keep_warnings (prepared, document->warnings);
  g_ptr_array_add (prepared->documents, g_steal_pointer (&document));
  return TRUE;
}

static char *
hash_file (const char   *path,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  const gsize block = 1 << 20;
  g_autofree guchar *buffer = g_malloc (block);
  gssize count = 0;

  if (stream == NULL)
    return NULL;

  while ((count = g_input_stream_read (G_INPUT_STREAM (stream), buffer, block, cancellable, error)) > 0)
    g_checksum_update (checksum, buffer, count);

  return count == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static const char *
suffix_of (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  return dot != NULL && strlen (dot) <= 6 && strchr (dot, '/') == NULL ? dot : "";
}

static char *
media_path (EncoreLibrary *library,
            const char    *hash,
            const char    *suffix,
            GError       **error)
{
  g_autofree char *folder = g_build_filename (encore_library_get_directory (library), "media", NULL);
  g_autofree char *name = g_strconcat (hash, suffix, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY, _ ("The folder “%s” cannot be made: %s"), folder,
                   g_strerror (errno));
      return NULL;
    }

  return g_build_filename (folder, name, NULL);
}

/* Audio that is inline in a vCon goes into the library's media folder, under its hash. */
static char *
write_inline_audio (EncoreLibrary           *library,
                    EncoreDocumentRecording *recording,
                    GError                 **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (recording->body, &length);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, recording->body);
  g_autofree char *path = media_path (library, hash, suffix_of (recording->filename), error);

  if (path == NULL)
    return NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)
      && !g_file_set_contents_full (path, bytes, (gssize) length,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return NULL;

  return g_steal_pointer (&path);
}

/* A row must not point to sound that a power cut can take away. */
static gboolean
sync_file (const char *path)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean synced = file >= 0 && fsync (file) == 0;

  if (file >= 0)
    close (file);
  return synced;
}

static char *
copy_into_library (EncoreLibrary *library,
                   const char    *path,
                   const char    *hash,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autofree char *target = media_path (library, hash, suffix_of (path), error);

  if (target == NULL || g_file_test (target, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&target);

  /* Two files with the same sound may be copied at the same time: each has a name of its own. */
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *part = g_strconcat (target, ".", unique, ".part", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (part);

  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error))
    {
      g_unlink (part);
      return NULL;
    }

  if (!sync_file (part) || g_rename (part, target) != 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("“%s” cannot be written: %s"), target,
                   g_strerror (errno));
      return NULL;
    }

  return g_steal_pointer (&target);
}

/* (transfer full) (nullable): the file that the vCon @index speaks of, where it lies beside it */
static char *
find_beside (EncorePrepared                *prepared,
             guint                          index,
             const EncoreDocumentRecording *recording)
{
  g_autofree char *name = recording->filename != NULL ? g_path_get_basename (recording->filename) : NULL;
  g_autofree char *folder = g_path_get_dirname (prepared->item->transcript_paths[index]);
  g_autofree char *beside = name != NULL ? g_build_filename (folder, name, NULL) : NULL;

  return beside != NULL && g_file_test (beside, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&beside) : NULL;
}

/* A vCon may name two files with a party each: the agent's comes first. */
static char *
find_pair (EncorePrepared *prepared)
{
  for (guint i = 0; prepared->item->second_path == NULL && i < prepared->documents->len; i++)
    {
      EncoreDocument *document = g_ptr_array_index (prepared->documents, i);
      const EncoreDocumentRecording *agents = NULL, *customers = NULL;

      for (guint j = 0; j < document->recordings->len; j++)
        {
          const EncoreDocumentRecording *recording = g_ptr_array_index (document->recordings, j);

          if (recording->party == ENCORE_PARTY_AGENT)
            agents = recording;
          else if (recording->party == ENCORE_PARTY_CUSTOMER)
            customers = recording;
        }

      g_autofree char *first = agents != NULL && customers != NULL ? find_beside (prepared, i, agents) : NULL;
      g_autofree char *second = first != NULL ? find_beside (prepared, i, customers) : NULL;

      if (second == NULL)
        continue;

      prepared->item->second_path = g_steal_pointer (&second);
      if (agents->started_at != ENCORE_NO_TIME && customers->started_at != ENCORE_NO_TIME)
        prepared->second_later_ms = customers->started_at - agents->started_at;
      return g_steal_pointer (&first);
    }

  return NULL;
}

/* The first recording that a document carries itself, or that lies beside it. */
static char *
find_recording (EncoreLibrary  *library,
                EncorePrepared *prepared,
                GError        **error)
{
  if (prepared->item->recording_path != NULL)
    return g_strdup (prepared->item->recording_path);

  char *first = find_pair (prepared);

  if (first != NULL)
    return first;

  for (guint i = 0; i < prepared->documents->len; i++)
    {
      EncoreDocument *document = g_ptr_array_index (prepared->documents, i);

      for (guint j = 0; j < document->recordings->len; j++)
        {
          EncoreDocumentRecording *recording = g_ptr_array_index (document->recordings, j);

          if (recording->body != NULL)
            return write_inline_audio (library, recording, error);

          char *beside = find_beside (prepared, i, recording);

          if (beside != NULL)
            return beside;
          if (recording->url != NULL || recording->filename != NULL)
            g_ptr_array_add (prepared->notes,
                             g_strdup_printf (_ ("The recording “%s” is not beside its vCon."),
                                              recording->filename != NULL ? recording->filename : recording->url));
        }
    }

  return NULL;
}

static int
agent_channel (EncorePrepared *prepared,
               int             channels)
{
  if (channels < 2)
    return -1;

  for (guint i = 0; i < prepared->documents->len; i++)
    {
      EncoreDocument *document = g_ptr_array_index (prepared->documents, i);

      for (guint j = 0; j < document->recordings->len; j++)
        {
          EncoreDocumentRecording *recording = g_ptr_array_index (document->recordings, j);

          if (recording->party_of_channel[0] == ENCORE_PARTY_AGENT
              || recording->party_of_channel[1] == ENCORE_PARTY_CUSTOMER)
            return 0;
          if (recording->party_of_channel[1] == ENCORE_PARTY_AGENT
              || recording->party_of_channel[0] == ENCORE_PARTY_CUSTOMER)
            return 1;
        }
    }

  return 0;
}

static void
fill_recording (EncorePrepared  *prepared,
                EncoreRecording *recording,
                EncoreMediaInfo *info)
{
  recording->codec = g_strdup (info->codec);
  recording->container = g_strdup (info->container);
  recording->channels = info->channels;
  recording->rate = info->rate;
  recording->duration_ms = info->playable ? info->duration_ms : ENCORE_NO_TIME;
  recording->agent_channel = agent_channel (prepared, info->channels);
}

static gboolean
decode (EncorePrepared  *prepared,
        EncoreRecording *recording,
        GCancellable    *cancellable,
        GError         **error)
{
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (EncorePeaks) peaks = encore_examine_and_keep (recording->path, recording->content_hash, NULL, NULL, &info,
                                                           cancellable, &failure);

  if (info == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  fill_recording (prepared, recording, info);
  if (info->reason != NULL)
    g_ptr_array_add (prepared->notes, g_strdup (info->reason));

  return TRUE;
}

static gboolean
has_transcript (EncorePrepared *prepared)
{
  for (guint i = 0; i < prepared->documents->len; i++)
    if (encore_document_get_transcript (g_ptr_array_index (prepared->documents, i)) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
prepare_recording (EncoreLibrary   *library,
                   EncorePrepared  *prepared,
                   EncoreRecording *recording,
                   const char      *path,
                   gboolean         copy,
                   GCancellable    *cancellable,
                   GError         **error)
{
  GStatBuf status;

  recording->content_hash = hash_file (path, cancellable, error);
  if (recording->content_hash == NULL)
    return FALSE;

  recording->path = copy ? copy_into_library (library, path, recording->content_hash, cancellable, error)
                         : g_canonicalize_filename (path, NULL);
  if (recording->path == NULL || g_stat (recording->path, &status) != 0)
    return recording->path != NULL;

  recording->size = status.st_size;
  recording->modified_at = (gint64) status.st_mtim.tv_sec * 1000;

  /* The copy is what its original is. */
  g_autofree char *format = copy ? encore_media_dup_raw_format (path) : NULL;

  if (format != NULL)
    encore_media_set_raw_format (recording->path, format);
  return decode (prepared, recording, cancellable, error);
}

/* What could not be read is tried again the next time. */
static void
forget_source (EncorePrepared *prepared,
               const char     *path)
{
  for (guint i = 0; i < prepared->sources->len; i++)
    {
      const EncoreImportSource *source = g_ptr_array_index (prepared->sources, i);

      if (g_str_equal (source->path, path))
        {
          g_ptr_array_remove_index (prepared->sources, i);
          return;
        }
    }
}

/* The customer's side of a call whose agent's side has been read. Without it the call is still a call. */
static gboolean
prepare_second (EncoreLibrary  *library,
                EncorePrepared *prepared,
                gboolean        copy,
                GCancellable   *cancellable,
                GError        **error)
{
  const char *path = prepared->item->second_path;
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (EncoreRecording) second = encore_recording_new ();
  g_autoptr (GError) failure = NULL;

  if (!prepare_recording (library, prepared, second, path, copy, cancellable, &failure))
    {
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_ptr_array_add (prepared->notes, g_strdup_printf (_ ("“%s” is not used: %s"), name, failure->message));
    }
  else if (prepared->recording->duration_ms == ENCORE_NO_TIME && second->duration_ms != ENCORE_NO_TIME)
    {
      /* One side is better than none. */
      forget_source (prepared, prepared->item->recording_path);
      g_set_object (&prepared->recording, second);
      return TRUE;
    }
  else if (second->duration_ms != ENCORE_NO_TIME && second->channels == 1 && prepared->recording->channels == 1)
    {
      prepared->recording->agent_channel = 0;
      second->offset_ms = -prepared->second_later_ms;
      prepared->second = g_steal_pointer (&second);
      return TRUE;
    }
  else if (second->duration_ms != ENCORE_NO_TIME)
    {
      g_ptr_array_add (prepared->notes, g_strdup_printf (_ ("“%s” is not joined to its call: only files with one "
                                                            "channel each are two sides of one. Import it by itself."),
                                                         name));
    }

  forget_source (prepared, path);
  return TRUE;
}

static gboolean
prepare_files (EncoreLibrary  *library,
               EncorePrepared *prepared,
               gboolean        copy,
               GCancellable   *cancellable,
               GError        **error)
{
  EncoreImportItem *item = prepared->item;

  for (guint i = 0; item->transcript_paths[i] != NULL; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (!read_transcript (library, prepared, item->transcript_paths[i], &failure))
        {
          forget_source (prepared, item->transcript_paths[i]);
          g_ptr_array_add (prepared->notes, g_strdup (failure->message));
        }
    }

  g_autofree char *path = NULL;
  g_autoptr (GError) failure = NULL;

  if (prepared->documents->len > 0 || item->recording_path != NULL)
    path = find_recording (library, prepared, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (path == NULL)
    return TRUE;

  prepared->recording = encore_recording_new ();
  return prepare_recording (library, prepared, prepared->recording, path, copy, cancellable, error)
         && (item->second_path == NULL || prepare_second (library, prepared, copy, cancellable, error));
}

/**
 * encore_prepare: (skip)
 * @library: for its media folder
 * @item: what to read
 * @copy_recordings: whether recordings are copied into the library
 * @cancellable: (nullable): to give up
 * @error: why nothing of @item can be imported
 *
 * Returns: (transfer full) (nullable): all that is to be written
 */
EncorePrepared *
encore_prepare (EncoreLibrary    *library,
                EncoreImportItem *item,
                gboolean          copy_recordings,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autoptr (EncorePrepared) prepared = prepared_new (item);

  if (item->recording_path != NULL && !note_source (prepared, item->recording_path, error))
    return NULL;
  if (item->second_path != NULL && !note_source (prepared, item->second_path, error))
    return NULL;
  for (guint i = 0; item->transcript_paths[i] != NULL; i++)
    if (!note_source (prepared, item->transcript_paths[i], error))
      return NULL;

  if (!prepare_files (library, prepared, copy_recordings, cancellable, error))
    return NULL;

  gboolean playable = prepared->recording != NULL && prepared->recording->duration_ms != ENCORE_NO_TIME;

  if (!playable && !has_transcript (prepared))
    {
      const char *reason = prepared->notes->len > 0 ? g_ptr_array_index (prepared->notes, 0)
                                                    : _ ("It holds neither sound nor text.");

      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED, reason);
      return NULL;
    }

  return g_steal_pointer (&prepared);
}
