/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-player-private.h"

#include <math.h>

#include "encore-listen-filter.h"

/* What the listen filter makes of the sound beside choosing channels: silences left out, parties as loud as
 * each other. */

/* A silence is left out whole or not at all where only a stretch is played: its ends are exact. */
static gboolean
is_left_out (EncoreSpan silence,
             EncoreSpan stretch)
{
  return encore_span_is_empty (stretch) || (silence.start_ms >= stretch.start_ms && silence.end_ms <= stretch.end_ms);
}

static EncoreSpan
played_stretch (EncorePlayer *self)
{
  if (!encore_span_is_empty (self->span))
    return self->span;

  return self->looping ? self->loop : ENCORE_PLAYER_NO_SPAN;
}

/* Tells the filter what to leave out of the stretch that is played. */
void
encore_player_apply_silences (EncorePlayer *self)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (EncoreSpan));
  EncoreSpan stretch = played_stretch (self);

  if (self->listen_filter == NULL)
    return;

  for (guint i = 0; self->skip_silence && self->silences != NULL && i < self->silences->len; i++)
    {
      EncoreSpan silence = g_array_index (self->silences, EncoreSpan, i);

      if (!is_left_out (silence, stretch))
        continue;

      silence.start_ms = silence.start_ms * GST_MSECOND + self->skip;
      silence.end_ms = silence.end_ms * GST_MSECOND + self->skip;
      g_array_append_val (chosen, silence);
    }

  encore_listen_filter_set_silences (self->listen_filter, (const EncoreSpan *) chosen->data, chosen->len);
}

/* Tells the filter what is never to be heard. */
void
encore_player_apply_muted (EncorePlayer *self)
{
  g_autoptr (GArray) muted = g_array_new (FALSE, FALSE, sizeof (EncoreSpan));

  if (self->listen_filter == NULL)
    return;

  for (guint i = 0; self->muted != NULL && i < self->muted->len; i++)
    {
      EncoreSpan span = g_array_index (self->muted, EncoreSpan, i);

      span.start_ms = span.start_ms * GST_MSECOND + self->skip;
      span.end_ms = span.end_ms * GST_MSECOND + self->skip;
      g_array_append_val (muted, span);
    }

  encore_listen_filter_set_muted (self->listen_filter, (const EncoreSpan *) (gpointer) muted->data, muted->len);
}

/**
 * encore_player_set_muted:
 * @self: a player
 * @muted: (array length=n): stretches of the recording
 * @n: how many
 *
 * What is never to be heard, of this recording and of those that are opened after it until this is called again:
 * call it before a recording is opened.
 */
void
encore_player_set_muted (EncorePlayer     *self,
                         const EncoreSpan *muted,
                         gsize             n)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  g_clear_pointer (&self->muted, g_array_unref);
  self->muted = g_array_sized_new (FALSE, FALSE, sizeof (EncoreSpan), (guint) n);
  if (n > 0)
    g_array_append_vals (self->muted, muted, (guint) n);
  encore_player_apply_muted (self);

  /* Some of it is on its way to the sound card already. */
  if (n > 0 && self->playing && self->pipeline != NULL)
    encore_player_go_to (self, encore_player_get_position_ms (self));
}

/* Where in the recording the sound at @position, of a pipeline, comes from; nanoseconds. Counts what was saved. */
gint64
encore_player_place (EncorePlayer *self,
                     gint64        position)
{
  gint64 passed = 0;

  if (self->listen_filter != NULL)
    position = encore_listen_filter_place (self->listen_filter, position, &passed);

  if (passed > self->passed)
    self->saved += (gint64) ((double) (passed - self->passed) / encore_player_get_rate_now (self));
  self->passed = passed;

  return position;
}

static double
to_factor (double db)
{
  return pow (10, CLAMP (db, -ENCORE_PLAYER_MAX_GAIN_DB, ENCORE_PLAYER_MAX_GAIN_DB) / 20);
}

void
encore_player_apply_gains (EncorePlayer *self)
{
  if (self->listen_filter == NULL)
    return;

  encore_listen_filter_set_gains (self->listen_filter, self->level_parties ? to_factor (self->gains_db[0]) : 1.0,
                                  self->level_parties ? to_factor (self->gains_db[1]) : 1.0);
}

static gboolean
is_in_silence (EncorePlayer *self,
               gint64        position_ms)
{
  for (guint i = 0; self->silences != NULL && i < self->silences->len; i++)
    if (encore_span_contains (g_array_index (self->silences, EncoreSpan, i), position_ms))
      return TRUE;

  return FALSE;
}

/**
 * encore_player_set_skip_silence:
 * @self: a player
 * @skip: whether to go on from the end of a silence as soon as its start is reached
 *
 * Takes effect without a gap, and stays for other recordings. Where a loop or a span is played, only silences
 * that lie wholly in it are left out.
 */
void
encore_player_set_skip_silence (EncorePlayer *self,
                                gboolean      skip)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  skip = !!skip;
  if (self->skip_silence == skip)
    return;

  self->skip_silence = skip;
  encore_player_apply_silences (self);

  /* Some of the silence is on its way to the sound card already. */
  if (skip && self->playing && self->pipeline != NULL)
    {
      gint64 position_ms = encore_player_get_position_ms (self);

      if (is_in_silence (self, position_ms))
        encore_player_go_to (self, position_ms);
    }
  encore_player_notify_skip_silence (self);
}

gboolean
encore_player_get_skip_silence (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), FALSE);

  return self->skip_silence;
}

/**
 * encore_player_set_silences:
 * @self: a player with an open recording
 * @silences: (array length=n): in order, without overlaps
 * @n: how many
 *
 * Says where nobody speaks. Forgotten when another recording is opened.
 */
void
encore_player_set_silences (EncorePlayer     *self,
                            const EncoreSpan *silences,
                            gsize             n)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  g_clear_pointer (&self->silences, g_array_unref);
  self->silences = g_array_sized_new (FALSE, FALSE, sizeof (EncoreSpan), n);
  if (n > 0)
    g_array_append_vals (self->silences, silences, n);
  encore_player_apply_silences (self);
}

/**
 * encore_player_get_saved_ms:
 * @self: a player
 *
 * Returns: how much listening time leaving out silences has saved since the recording was opened, at the
 *   speed it was played at
 */
gint64
encore_player_get_saved_ms (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), 0);

  return self->saved / GST_MSECOND;
}

/**
 * encore_player_set_level_parties:
 * @self: a player
 * @level: whether the two channels are brought to the same loudness
 */
void
encore_player_set_level_parties (EncorePlayer *self,
                                 gboolean      level)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  level = !!level;
  if (self->level_parties == level)
    return;

  self->level_parties = level;
  encore_player_apply_gains (self);
  encore_player_notify_level_parties (self);
}

gboolean
encore_player_get_level_parties (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), FALSE);

  return self->level_parties;
}

/**
 * encore_player_set_gains_db:
 * @self: a player with an open recording
 * @first: of the first channel, at most %ENCORE_PLAYER_MAX_GAIN_DB up or down
 * @second: of the second
 *
 * How much louder each party is made by encore_player_set_level_parties(). What would become too loud for the
 * sound card is softened. Forgotten when another recording is opened.
 */
void
encore_player_set_gains_db (EncorePlayer *self,
                            double        first,
                            double        second)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  self->gains_db[0] = isfinite (first) ? first : 0;
  self->gains_db[1] = isfinite (second) ? second : 0;
  encore_player_apply_gains (self);
}
