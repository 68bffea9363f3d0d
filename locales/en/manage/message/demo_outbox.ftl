kept-mail-title = Mail that did not leave this machine
kept-mail-lead = This is a demo: messages stay here, and their links work.
kept-mail-empty = There is no message yet.
