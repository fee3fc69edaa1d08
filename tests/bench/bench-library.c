/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-library.h"

#include "bench-support.h"
#include "encore-db.h"
#include "encore-import.h"

#define N_AGENTS 40
#define N_SCENARIOS 25

/* One call in so many has a moment. */
#define MOMENT_EVERY 10

typedef struct
{
  EncoreDb *db;
  guint n_calls;
  gint64 agents[N_AGENTS];
  gint64 scenarios[N_SCENARIOS];
} Filling;

static gint64
make_agent (Filling *filling,
            guint    i,
            GError **error)
{
  g_autoptr (EncorePerson) person = encore_person_new ();

  person->name = g_strdup_printf ("Agent %02u", i);
  person->roles = ENCORE_ROLE_AGENT;
  return encore_db_put (filling->db, G_OBJECT (person), error) ? person->id : 0;
}

static gint64
make_scenario (Filling *filling,
               guint    i,
               GError **error)
{
  g_autoptr (EncoreScenario) scenario = encore_scenario_new ();

  scenario->name = g_strdup_printf ("Scenario %02u", i);
  return encore_db_put (filling->db, G_OBJECT (scenario), error) ? scenario->id : 0;
}

static gboolean
make_moment (Filling *filling,
             gint64   call_id,
             GError **error)
{
  g_autoptr (EncoreMoment) moment = encore_moment_new ();

  moment->call_id = call_id;
  moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  moment->outcome = ENCORE_OUTCOME_MISSED;
  moment->span = (EncoreSpan) { 60000, 75000 };
  moment->note = g_strdup ("asked about the delivery date twice");
  return encore_db_put (filling->db, G_OBJECT (moment), error);
}

static gboolean
make_call (Filling *filling,
           guint    i,
           GError **error)
{
  g_autoptr (EncoreCall) call = encore_call_new ();

  call->title = g_strdup_printf ("Customer C-%05u asks about order %u", (i * 7919) % 100000, 500000 + i);
  call->customer_ref = g_strdup_printf ("C-%05u", (i * 7919) % 100000);
  call->queue = g_strdup (i % 3 != 0 ? "Orders" : "Accounts");
  call->agent_id = filling->agents[(i * 31) % N_AGENTS];
  call->scenario_id = i % 4 != 0 ? filling->scenarios[(i * 17) % N_SCENARIOS] : 0;
  call->started_at = G_GINT64_CONSTANT (1600000000000) + (gint64) i * 777000;
  call->duration_ms = 90000 + (i * 104729) % 600000;

  return encore_db_put (filling->db, G_OBJECT (call), error)
         && (i % MOMENT_EVERY != 0 || make_moment (filling, call->id, error));
}

static gpointer
fill (EncoreDb     *db,
      gpointer      user_data,
      GCancellable *cancellable,
      GError      **error)
{
  Filling *filling = user_data;
  gboolean good = TRUE;

  filling->db = db;
  for (guint i = 0; good && i < N_AGENTS; i++)
    good = (filling->agents[i] = make_agent (filling, i, error)) != 0;
  for (guint i = 0; good && i < N_SCENARIOS; i++)
    good = (filling->scenarios[i] = make_scenario (filling, i, error)) != 0;
  for (guint i = 0; good && i < filling->n_calls; i++)
    good = make_call (filling, i, error);

  return NULL;
}

/* A library of generated calls, written in one transaction. */
gboolean
bench_library_fill_calls (const char *directory,
                          guint       n_calls)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreStore) store = encore_store_open (directory, NULL, &error);
  Filling filling = { .n_calls = n_calls };
  gint64 start = g_get_monotonic_time ();

  if (store != NULL)
    {
      encore_store_run (store, ENCORE_LANE_WRITE, fill, &filling, NULL, &error);
      encore_store_close (store);
    }

  if (error != NULL)
    g_printerr ("%s\n", error->message);
  else
    g_print ("(a library of %u generated calls was written in %.1f s)\n", n_calls, bench_ms_since (start) / 1000);

  return error == NULL;
}

/* The demonstration library. */
gboolean
bench_library_fill_demo (const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *demo = bench_demo_folder ();
  g_autoptr (EncoreJob) job = encore_job_new ("demo");

  if (demo == NULL)
    return FALSE;

  g_autoptr (EncoreLibrary) library = encore_library_open (directory, &error);

  if (library != NULL)
    {
      encore_demo_fill (library, demo, job, &error);
      encore_library_close (library);
    }

  if (error != NULL)
    g_printerr ("%s\n", error->message);

  return error == NULL;
}
