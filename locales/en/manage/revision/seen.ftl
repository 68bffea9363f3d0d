manage-seen-label = For the coordinator
manage-seen-draft = This is the draft. It is not published and residents do not see it; this is how their page would look now.
manage-seen-revision = This is how residents saw revision { $number } when it was published: { $moment }.
manage-seen-restore = Make it the draft
manage-restore-taken = It cannot be made the draft: one of its numbers or people has another duty at that time by now.
manage-restore-staff = It cannot be made the draft: one of its people takes no duties for this office any more.
manage-done-restored = The draft is as the published revision again. This can be undone.
