/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-document.h"

G_DEFINE_FINAL_TYPE (EncoreDocument, encore_document, G_TYPE_OBJECT)

static void
party_free (gpointer data)
{
  EncoreDocumentParty *party = data;

  g_free (party->name);
  g_free (party->login);
  g_free (party);
}

static void
recording_free (gpointer data)
{
  EncoreDocumentRecording *recording = data;

  g_free (recording->filename);
  g_free (recording->url);
  g_clear_pointer (&recording->body, g_bytes_unref);
  g_free (recording);
}

static void
encore_document_finalize (GObject *object)
{
  EncoreDocument *self = ENCORE_DOCUMENT (object);

  g_free (self->format);
  g_free (self->uuid);
  g_free (self->subject);
  g_free (self->queue);
  g_free (self->evaluations);
  g_ptr_array_unref (self->parties);
  g_ptr_array_unref (self->recordings);
  g_ptr_array_unref (self->transcripts);
  g_ptr_array_unref (self->moments);
  g_ptr_array_unref (self->warnings);

  G_OBJECT_CLASS (encore_document_parent_class)->finalize (object);
}

static void
encore_document_class_init (EncoreDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_document_finalize;
}

static void
encore_document_init (EncoreDocument *self)
{
  self->started_at = ENCORE_NO_TIME;
  self->parties = g_ptr_array_new_with_free_func (party_free);
  self->recordings = g_ptr_array_new_with_free_func (recording_free);
  self->transcripts = g_ptr_array_new_with_free_func (g_object_unref);
  self->moments = g_ptr_array_new_with_free_func (g_object_unref);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
}

/**
 * encore_document_new:
 * @format: id of the reader that makes it
 *
 * Returns: (transfer full): an empty document
 */
EncoreDocument *
encore_document_new (const char *format)
{
  EncoreDocument *self = g_object_new (ENCORE_TYPE_DOCUMENT, NULL);

  self->format = g_strdup (format);
  return self;
}

/**
 * encore_document_get_transcript:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): its best transcript
 */
EncoreTranscript *
encore_document_get_transcript (EncoreDocument *self)
{
  g_return_val_if_fail (ENCORE_IS_DOCUMENT (self), NULL);

  return self->transcripts->len > 0 ? g_ptr_array_index (self->transcripts, 0) : NULL;
}
