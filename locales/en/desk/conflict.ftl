conflict-title = This call is already saved with other content
conflict-text = The form was sent twice, each time with different content. Nothing was overwritten. Both texts are kept.
conflict-saved = Saved before
conflict-new = Sent now
conflict-keep-both = Save the second text as a new call
conflict-keep-first = Keep what was saved before
