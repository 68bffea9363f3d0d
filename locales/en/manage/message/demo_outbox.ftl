demo-outbox-title = Mail that did not leave this machine
demo-outbox-lead = This is a demo: messages stay here, and their links work.
demo-outbox-empty = There is no message yet.
