call-choose-consultation = Which consultation is the call about?
call-no-consultation = There is no consultation in which a call can be logged.
