/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "tool.h"

/* encorectl: the library's work from a shell or a script, without a screen. */

static const struct
{
  const char *name;
  int min_arguments;
  int max_arguments;
  ToolFunc func;
  const char *arguments;
  const char *summary;
} commands[] = {
  { "import", 1, G_MAXINT, tool_import, "PATH…", N_ ("bring in recordings and transcripts") },
  { "list", 1, 1, tool_list, "calls|moments|agents|scenarios|redactions|searches", N_ ("list what is in the library") },
  { "probe", 1, 1, tool_probe, "FILE", N_ ("say what a recording holds") },
  { "peaks", 1, 1, tool_peaks, "FILE", N_ ("compute the waveform of a recording") },
  { "figures", 1, 1, tool_figures, "CALL|FILE", N_ ("say who speaks how much") },
  { "transcript", 1, 1, tool_transcript, "FILE", N_ ("read a transcript") },
  { "adjust", 1, 1, tool_adjust, "CALL --offset T | --at T=T [--at T=T]",
    N_ ("move a transcript to where it is heard") },
  { "search", 0, G_MAXINT, tool_search, "WORD…", N_ ("find what was said or noted, in all calls") },
  { "mark", 1, 1, tool_mark, "CALL --at T --type TYPE", N_ ("mark a moment") },
  { "progress", 1, 1, tool_progress, "AGENT", N_ ("show an agent’s openings") },
  { "export", 1, 1, tool_export, "CALL --format FORMAT", N_ ("write a call for other programs") },
  { "markers", 2, 2, tool_markers, "CALL FILE", N_ ("make moments of the markers in a file") },
  { "clip", 1, 1, tool_clip, "CALL|FILE --from T --to T --out FILE", N_ ("write a stretch of a recording") },
  { "redact", 1, 1, tool_redact, "CALL --from T --to T --as NAME", N_ ("hide what nobody is to hear or read") },
  { "purge", 1, 1, tool_purge, "DAYS", N_ ("remove for good what was redacted longer ago") },
  { "scorecard", 1, 2, tool_scorecard, "list | export SCORECARD | import FILE",
    N_ ("list, write and read scorecards") },
  { "evaluate", 1, 1, tool_evaluate, "CALL --scorecard S --answers FILE", N_ ("answer a scorecard for a call") },
  { "score", 1, 1, tool_score, "EVALUATION|CALL", N_ ("show a score, or with --worked how it comes about") },
  { "check", 0, 0, tool_check, "", N_ ("check that the library is sound") },
};

static char *
describe_commands (void)
{
  GString *text = g_string_new (_ ("Commands:"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %-10s %-34s %s", commands[i].name, commands[i].arguments,
                            _ (commands[i].summary));

  g_string_append_printf (
      text, "\n\n%s",
      _ ("Exit status: 0 done, 1 done in part or not, 2 wrong usage. Errors go to standard error as "
         "“FILE: reason”."));
  return g_string_free (text, FALSE);
}

/* UTF-8 is taken as it is: the locale of a cron job or a container knows no letters but ASCII. */
static gboolean
read_texts (Tool    *tool,
            GError **error)
{
  char **texts[] = { &tool->note,   &tool->author,    &tool->agent,  &tool->saved,
                     &tool->reason, &tool->scorecard, &tool->profile };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (*texts[i] == NULL || g_utf8_validate (*texts[i], -1, NULL))
        continue;

      char *converted = g_locale_to_utf8 (*texts[i], -1, NULL, NULL, error);

      if (converted == NULL)
        return FALSE;
      g_free (*texts[i]);
      *texts[i] = converted;
    }

  return TRUE;
}

static gboolean
parse (Tool     *tool,
       int      *argc,
       char   ***argv,
       gboolean *version,
       GError  **error)
{
  const GOptionEntry entries[] = {
    { "library", 'l', 0, G_OPTION_ARG_FILENAME, &tool->directory, N_ ("The library’s folder"), N_ ("DIR") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &tool->json, N_ ("Print JSON"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &tool->quiet, N_ ("Print no progress"), NULL },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &tool->out, N_ ("Write to this file"), N_ ("FILE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &tool->format,
      N_ ("export: vcon, docx, csv, labels, vtt, srt, wtf, textgrid, eaf, transcript-csv or txt"), N_ ("FORMAT") },
    { "at", 0, 0, G_OPTION_ARG_STRING_ARRAY, &tool->at,
      N_ ("mark: the time in the recording, such as 52340 or 0:52.340; adjust: where the text stands, and where it "
          "is heard, as in 0:10=0:12.5"),
      N_ ("T") },
    { "offset", 0, 0, G_OPTION_ARG_STRING, &tool->offset, N_ ("adjust: how much later the text belongs, or -T earlier"),
      N_ ("T") },
    { "segment", 0, 0, G_OPTION_ARG_INT, &tool->segment, N_ ("mark: the turn of the transcript, from 1"), N_ ("N") },
    { "type", 0, 0, G_OPTION_ARG_STRING, &tool->type, N_ ("mark, list moments: the moment type"), N_ ("TYPE") },
    { "outcome", 0, 0, G_OPTION_ARG_STRING, &tool->outcome, N_ ("mark, list moments: taken, partly or missed"),
      N_ ("OUTCOME") },
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &tool->note, N_ ("mark: the note"), N_ ("TEXT") },
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &tool->author, N_ ("mark, markers, adjust, redact, evaluate: who does it"),
      N_ ("NAME") },
    { "call", 0, 0, G_OPTION_ARG_STRING, &tool->call, N_ ("list moments, list redactions: of this call"), N_ ("CALL") },
    { "agent", 0, 0, G_OPTION_ARG_FILENAME, &tool->agent, N_ ("list calls: of this agent"), N_ ("AGENT") },
    { "pattern", 0, 0, G_OPTION_ARG_STRING, &tool->pattern, N_ ("import: how file names are read, or “none”"),
      N_ ("PATTERN") },
    { "copy", 0, 0, G_OPTION_ARG_NONE, &tool->copy, N_ ("import: copy recordings into the library"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &tool->from, N_ ("clip, redact: where it begins, in ms or as 0:52.340"),
      N_ ("TIME") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &tool->to, N_ ("clip, redact: where it ends"), N_ ("TIME") },
    { "moment", 0, 0, G_OPTION_ARG_STRING, &tool->moment, N_ ("clip: this moment of the call"), N_ ("UUID") },
    { "channels", 0, 0, G_OPTION_ARG_STRING, &tool->channels, N_ ("clip: both, agent, customer or mix"), N_ ("WHICH") },
    { "saved", 0, 0, G_OPTION_ARG_FILENAME, &tool->saved, N_ ("search: what is saved under this name"), N_ ("NAME") },
    { "mute", 0, 0, G_OPTION_ARG_STRING_ARRAY, &tool->mute, N_ ("clip: silence there; may be repeated"),
      N_ ("TIME-TIME") },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &tool->reason,
      N_ ("redact: card, phone, email, name, address or other; evaluate: why it is revised"), N_ ("REASON") },
    { "suggest", 0, 0, G_OPTION_ARG_NONE, &tool->suggest, N_ ("redact: list what is likely to be personal data"),
      NULL },
    { "apply", 0, 0, G_OPTION_ARG_NONE, &tool->apply, N_ ("redact: all that --suggest lists"), NULL },
    { "learning", 0, 0, G_OPTION_ARG_NONE, &tool->learning, N_ ("export: evaluations for learning as well"), NULL },
    { "lift", 0, 0, G_OPTION_ARG_STRING, &tool->lift, N_ ("redact: undo this one, as its owner"), N_ ("UUID") },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &tool->columns,
      N_ ("import, transcript: what the columns of tables are, by name or number, as in "
          "start=Begin,speaker=Who,text=4,unit=ms"),
      N_ ("COLUMNS") },
    { "scorecard", 0, 0, G_OPTION_ARG_FILENAME, &tool->scorecard,
      N_ ("evaluate: its name, name@version, or the beginning of a uuid"), N_ ("SCORECARD") },
    { "answers", 0, 0, G_OPTION_ARG_FILENAME, &tool->answers, N_ ("evaluate: the answers, as JSON"), N_ ("FILE") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &tool->kind, N_ ("evaluate: coach, self, peer or calibration"), N_ ("KIND") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &tool->purpose, N_ ("evaluate: record or learning"), N_ ("PURPOSE") },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &tool->draft, N_ ("evaluate: save it, to go on later"), NULL },
    { "worked", 0, 0, G_OPTION_ARG_NONE, &tool->worked, N_ ("score: print the sum, line by line"), NULL },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &tool->profile,
      N_ ("score: with the weights for this scenario, or “none”"), N_ ("SCENARIO") },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_ ("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &tool->words, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND [ARGUMENT…]"));
  g_autofree char *description = describe_commands ();

  g_option_context_set_summary (context, _ ("Works on an Encore library without a screen."));
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error) && read_texts (tool, error);
}

static int
dispatch (Tool *tool)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_strcmp0 (commands[i].name, tool->words[0]) != 0)
        continue;
      if (tool->n_words - 1 < commands[i].min_arguments || tool->n_words - 1 > commands[i].max_arguments)
        return tool_usage (_ ("usage: encorectl %s %s"), commands[i].name, commands[i].arguments);

      return commands[i].func (tool);
    }

  return tool_usage (_ ("there is no command “%s”"), tool->words[0]);
}

static void
tool_clear (Tool *tool)
{
  char **texts[]
      = { &tool->directory, &tool->out,       &tool->format,  &tool->type,   &tool->outcome, &tool->note,
          &tool->author,    &tool->pattern,   &tool->call,    &tool->agent,  &tool->from,    &tool->to,
          &tool->moment,    &tool->channels,  &tool->columns, &tool->reason, &tool->lift,    &tool->saved,
          &tool->offset,    &tool->scorecard, &tool->answers, &tool->kind,   &tool->purpose, &tool->profile };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  g_clear_pointer (&tool->at, g_strfreev);
  g_clear_pointer (&tool->mute, g_strfreev);
  g_clear_pointer (&tool->words, g_strfreev);
}

/* What did not reach its reader, because the disk is full, was not done. */
static int
flush_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;

  g_printerr ("%s: %s\n", _ ("standard output"), g_strerror (errno));
  return status == TOOL_OK ? TOOL_PARTLY : status;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  Tool tool = { NULL };
  gboolean version = FALSE;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ENCORE_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!parse (&tool, &argc, &argv, &version, &error))
    status = tool_usage ("%s", error->message);
  else if (version)
    {
      g_print ("encorectl %s\n", ENCORE_VERSION);
      status = TOOL_OK;
    }
  else if (tool.words == NULL)
    status = tool_usage (_ ("no command was given"));
  else
    {
      if (tool.directory == NULL)
        tool.directory = encore_library_default_directory ();
      tool.n_words = (int) g_strv_length (tool.words);
      status = dispatch (&tool);
    }

  tool_clear (&tool);
  return flush_output (status);
}
