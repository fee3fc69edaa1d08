/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-call-figures.h"

#include "encore-marking.h"

/**
 * encore_call_figures_measure:
 * @figures: (out): how the parties shared the call's time
 * @activity: what is heard on the recording
 * @recording: (nullable): which says who is on which channel; without it, the agent is on the first of two
 *
 * Recordings of one channel, or of more than two, have little to tell.
 */
void
encore_call_figures_measure (EncoreConversation *figures,
                             EncoreActivity     *activity,
                             EncoreRecording    *recording)
{
  gboolean apart = encore_activity_is_apart (activity)
                   && (recording == NULL || encore_channel_party (recording, 0) != ENCORE_PARTY_UNKNOWN);
  int channel = recording != NULL && recording->agent_channel == 1 ? 1 : 0;
  gsize n_agent, n_customer, n_talk, n_hold;
  const EncoreSpan *agent = encore_activity_get_speech (activity, channel, &n_agent);
  const EncoreSpan *customer = encore_activity_get_speech (activity, 1 - channel, &n_customer);
  const EncoreSpan *talk = encore_activity_get_talk (activity, &n_talk);
  const EncoreSpan *hold = encore_activity_get_hold (activity, &n_hold);

  if (apart)
    encore_conversation_measure (figures, agent, n_agent, customer, n_customer, hold, n_hold);
  else
    encore_conversation_measure_mixed (figures, talk, n_talk, hold, n_hold);
}
