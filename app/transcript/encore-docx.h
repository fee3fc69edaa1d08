/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How turns stand in the documents for word processors that are written here, so that they can be read
 * back: a paragraph of this style whose time is the name of a bookmark, the speaker a run of that style.
 */

#define ENCORE_DOCX_CONTENT "word/document.xml"
#define ENCORE_DOCX_TURN "EncoreTurn"
#define ENCORE_DOCX_TIME "EncoreTime"
#define ENCORE_DOCX_SPEAKER "EncoreSpeaker"
#define ENCORE_DOCX_BOOKMARK "encore_"
