manage-call-note = Internal note
manage-call-logged = Logged: { $when }
manage-call-others = What else came under the same id
manage-call-others-lead = The same form was sent again with other content. Nothing was overwritten, and this was kept as well.
