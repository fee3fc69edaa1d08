/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-redact-purge.h"
#include "encore-window.h"

G_BEGIN_DECLS

struct _EncoreWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  GtkStack *root;
  GtkRevealer *opening_revealer;
  AdwStatusPage *opening_page;
  GtkProgressBar *opening_progress;
  GtkWidget *opening_cancel;
  AdwStatusPage *failure_page;
  GtkBox *failure_actions;
  AdwLeaflet *pages;
  gboolean focus_due;       /* a page has just been opened and is still moving in */
  guint dropping;           /* idle that takes away the pages that have moved out */
  AdwLeaflet *split;
  AdwWindowTitle *library_title;
  GtkListBox *navigation;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkInfoBar *read_only_bar;
  GtkStack *content;
  GtkRevealer *drop_hint;
  GtkRevealer *playlist_revealer;
  GMenuModel *primary_menu;

  char *directory;
  char *backup; /* the newest, of a damaged library */
  gboolean demo;
  GListModel *to_import; /* of GFile, for when the library is open */
  gboolean opening;
  guint opening_timeout;
  GCancellable *cancellable;
  EncoreLibrary *library; /* NULL until it is open */

  gboolean asking;   /* whether to close though jobs are running */
  gboolean stopping; /* they have been told to stop; then the window goes */

  EncoreNow *now;
  EncorePlaylist *playlist; /* NULL until moments are played */
  guint inhibit_cookie; /* 0: the computer may fall asleep */
};

/* encore-window.c */
void       encore_window_show_page  (EncoreWindow *self,
                                     const char   *name);
void       encore_window_pack_ends  (EncoreWindow *self,
                                     AdwHeaderBar *header);

/* encore-window-library.c: opening and closing */
void       encore_window_retry      (EncoreWindow *self);
void       encore_window_close_library (EncoreWindow *self);
void       encore_window_settle     (EncoreLibrary *library);

void       encore_window_cancel_opening (EncoreWindow *self);
void       encore_window_begin_opening (EncoreWindow *self);
void       encore_window_end_opening (EncoreWindow *self,
                                     const char   *child);

/* encore-window-purge.c */
void       encore_window_purge      (EncoreWindow *self);
void       encore_window_show_purged (EncoreWindow *self,
                                     const EncorePurgeResult *purged);

/* encore-window-failure.c */
void       encore_window_show_failure (EncoreWindow *self,
                                     const GError *error);
void       encore_window_ask_restore (EncoreWindow *self);

/* encore-window-pages.c: what lies over the navigation */
GtkWidget *encore_window_push       (EncoreWindow *self,
                                     GtkWidget    *page,
                                     const char   *title,
                                     GtkWidget    *header_end);
gboolean   encore_window_pop        (EncoreWindow *self);
void       encore_window_pop_all    (EncoreWindow *self);
void       encore_window_drop_stale (EncoreWindow *self);
void       encore_window_focus_page (EncoreWindow *self);
EncoreReview *encore_window_get_review (EncoreWindow *self);
void       encore_window_open_call  (EncoreWindow *self,
                                     gint64        call_id,
                                     gint64        position_ms);
void       encore_window_open_call_segment (EncoreWindow *self,
                                      gint64        call_id,
                                      int           segment);
void       encore_window_open_evaluation (EncoreWindow *self,
                                      gint64        call_id,
                                      gint64        evaluation_id);
void       encore_window_open_agent (EncoreWindow *self,
                                     gint64        agent_id);

void       encore_window_open_scenario (EncoreWindow *self,
                                     gint64        scenario_id);

/* encore-window-actions.c */
void       encore_window_class_install_actions (GtkWidgetClass *widget_class);

/* encore-window-close.c: not while jobs are running */
gboolean   encore_window_may_close  (EncoreWindow *self);

/* encore-window-now.c: what plays */
void       encore_window_init_now   (EncoreWindow *self);
void       encore_window_update_now (EncoreWindow *self);
void       encore_window_clear_now  (EncoreWindow *self);

/* encore-window-playlist.c: moments across calls */
void       encore_window_class_install_playlist (GtkWidgetClass *widget_class);
void       encore_window_init_playlist  (EncoreWindow *self);
void       encore_window_clear_playlist (EncoreWindow *self);

/* encore-window-dnd.c */
void       encore_window_init_dnd   (EncoreWindow *self);

G_END_DECLS
