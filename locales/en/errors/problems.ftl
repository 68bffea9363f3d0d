### Errors by their code: `problem-…` for programs, `error-…` for everybody; and what became of what somebody sent.

problem-unauthenticated = Give a token: Authorization: Bearer …
problem-bad-token = This token is unknown or was withdrawn.
problem-denied = This role lacks the right to do this.
error-cross-site-text = This request came from another site and was refused. Open the form here and send it again.
problem-not-found = There is nothing here.
problem-method = This address does not take that method.
error-too-slow-text = The request took too long to arrive. Try again.
error-media-type-text = Data of this type is not accepted here.
problem-invalid = Correct the fields named in errors.
problem-call-differs = A call with other content is already saved under this id. Both texts were kept; give a new call a new id.
problem-nothing-missing = Nothing is missing: all required hours have a duty.
problem-nothing-to-undo = There is nothing to undo.
problem-nothing-to-redo = There is nothing to redo.
problem-nothing-shared = There is nothing to share out: nobody would have another duty than now.
problem-not-json = The body is not JSON: the fault is in line { $line }, column { $column }.
problem-not-an-object = The body must be a JSON object.
error-duplicate-text = Somebody saved the same just now. Open the page again and see what is there.
sent-unavailable = This could not be saved now, and nothing was changed. What you entered is not lost: reload this page in a moment to send it again.
sent-too-long = This took too long, and we do not know whether it was saved. Look whether it was; if not, reload this page to send it again.
sent-full = This could not be saved, and nothing was changed. Tell the administrator; leave this page open, and reload it afterwards to send it again.
