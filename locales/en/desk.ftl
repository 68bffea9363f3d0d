### The desk of somebody on duty.

desk-title = My duty
desk-running = You are on duty until { $time }
desk-log-call = Log a call
desk-log-other = Log a call
desk-log-other-hint = A call outside your duty can be logged too.
desk-nobody = You are not on duty now
desk-next-line = Next: { $when }
desk-today = Logged today: { $calls }
desk-duties = My next duties
desk-duties-empty = You have no further duties planned. When the coordinator publishes a roster with a duty of yours, you will see it here and get a reminder by e-mail.
desk-not-staff = This account is not linked to anybody who takes duties, so there are none here. The coordinator can link it on the team page.
desk-confirmed = confirmed
desk-waiting = unconfirmed
desk-waiting-hint = Confirm a duty with the link in its reminder.
desk-my-calls = My calls

call-title = Call
call-line = { $numbers } · until { $time }
call-since = since { $time }
call-timer = length of the call
call-kind = Kind of call
call-quick = Save at once
call-topics = Topic
call-topics-hint = You can choose several.
call-contribution = Text of the contribution
call-contribution-n = Text of contribution { $n }
call-contribution-hint = In the caller’s words. Write each matter separately, without names and phone numbers.
call-contribution-more = Add another contribution
call-informs = In this consultation we only give information by phone. Anyone who wants to contribute fills in the form.
call-confirm-note = Tell the caller that the contribution still has to be confirmed in writing.
call-more = More: outcome, language, note, time
call-outcome = Outcome
call-language = Language of the call
call-language-none = not given
call-note = Internal note
call-note-hint = For the team only. No personal data, including health, origin and faith.
call-started = Start of the call
call-started-hint = For example 15:42.
call-save-new = Save and start a new one
call-save = Save
call-choose-consultation = Which consultation is the call about?
call-no-consultation = There is no consultation in which a call can be logged.
call-kind-missing = Choose the kind of call.
call-started-bad = Write the time as 15:42.
call-form-broken = The form arrived incomplete. Open it again.

saved-title = Call saved
saved-notice = The previous call is saved.
saved-number = { $n ->
    [one] Contribution number: { $numbers }
   *[other] Contribution numbers: { $numbers }
}
saved-next = Next call
saved-show = See it

view-title = Call, { $when }
view-kind = kind
view-outcome = outcome
view-topics = topic
view-language = language
view-started = start
view-note = note
view-late = after the end of the consultation
view-contribution = Contribution no. { $n }
view-no-contributions = No contributions were made in this call.

conflict-title = This call is already saved with other content
conflict-text = The form was sent twice, each time with different content. Nothing was overwritten. Both texts are kept.
conflict-saved = Saved before
conflict-new = Sent now
conflict-keep-both = Save the second text as a new call
conflict-keep-first = Keep what was saved before

my-calls-title = My calls
my-calls-empty = You have not logged any calls yet.
my-calls-older = Older calls
my-calls-newest = Back to the newest
my-calls-number = no. { $numbers }
