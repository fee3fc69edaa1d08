/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "encore-reader.h"

G_BEGIN_DECLS

extern const EncoreReader encore_reader_webvtt;
extern const EncoreReader encore_reader_srt;
extern const EncoreReader encore_reader_whisper;
extern const EncoreReader encore_reader_whisper_cpp;
extern const EncoreReader encore_reader_deepgram;
extern const EncoreReader encore_reader_wtf;
extern const EncoreReader encore_reader_vcon;
extern const EncoreReader encore_reader_csv;
extern const EncoreReader encore_reader_text;
extern const EncoreReader encore_reader_ttml;
extern const EncoreReader encore_reader_textgrid;
extern const EncoreReader encore_reader_eaf;
extern const EncoreReader encore_reader_otranscribe;
extern const EncoreReader encore_reader_audapolis;
extern const EncoreReader encore_reader_docx;
extern const EncoreReader encore_reader_sbv;
extern const EncoreReader encore_reader_ass;
extern const EncoreReader encore_reader_ctm;
extern const EncoreReader encore_reader_stm;
extern const EncoreReader encore_reader_rttm;
extern const EncoreReader encore_reader_assemblyai;
extern const EncoreReader encore_reader_aws_analytics;
extern const EncoreReader encore_reader_aws_bda;
extern const EncoreReader encore_reader_aws_pca;
extern const EncoreReader encore_reader_aws_transcribe;
extern const EncoreReader encore_reader_azure;
extern const EncoreReader encore_reader_azure_conversation;
extern const EncoreReader encore_reader_azure_live;
extern const EncoreReader encore_reader_contact_lens;
extern const EncoreReader encore_reader_genesys;
extern const EncoreReader encore_reader_gong;
extern const EncoreReader encore_reader_google;
extern const EncoreReader encore_reader_kaldi;
extern const EncoreReader encore_reader_rev_ai;
extern const EncoreReader encore_reader_speechmatics;
extern const EncoreReader encore_reader_speechmatics_v1;
extern const EncoreReader encore_reader_watson;

/* A larger file is refused: a day of speech with word times stays below a tenth of this. */
#define ENCORE_READER_MAX_BYTES (256u * 1024 * 1024)

/* Closes the transcript and wraps it; %ENCORE_ERROR_EMPTY when it has no segments. */
EncoreDocument *encore_reader_finish (EncoreTranscript *transcript,
                                      GError          **error);

/* The same for a file with several; those without segments are dropped. */
EncoreDocument *encore_reader_finish_all (GPtrArray *transcripts,
                                          GError   **error);

/* Gives the few segments without times in a timed transcript a place. */
void encore_reader_mend_times (EncoreTranscript *transcript);

/* What several formats have to say. */
void encore_reader_warn_lost     (EncoreTranscript *transcript,
                                  guint             n_lost);
void encore_reader_warn_left_out (EncoreTranscript *transcript,
                                  guint             n,
                                  const char       *why);

/* Recognisers may give several readings of the same words. */
void encore_reader_warn_others   (EncoreTranscript *transcript,
                                  guint             n_others);

void encore_reader_forget_only_channel (EncoreTranscript *transcript);

/*
 * The same formats as they stand inside a vCon. Each returns an unfinished transcript,
 * (transfer full), or %NULL with @error set.
 */
EncoreTranscript *encore_webvtt_read_text     (const char *text,
                                               GError    **error);
EncoreTranscript *encore_srt_read_text        (const char *text,
                                               GError    **error);
EncoreTranscript *encore_whisper_read_object  (JsonObject *root,
                                               GError    **error);
EncoreTranscript *encore_whisper_cpp_read_object (JsonObject *root,
                                                  GError    **error);
EncoreTranscript *encore_deepgram_read_object (JsonObject *root,
                                               GError    **error);
EncoreTranscript *encore_wtf_read_object      (JsonObject *root,
                                               GError    **error);

EncoreTranscript *encore_plain_text_read      (const char *text);

gboolean encore_webvtt_has_header (const char *text);
gboolean encore_srt_has_times     (const char *text);

G_END_DECLS
