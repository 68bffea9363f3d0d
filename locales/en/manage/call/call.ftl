manage-call-note = Internal note
manage-call-logged = Logged: { $when }
manage-call-others = Another text of the same call
manage-call-others-lead = Another text arrived under the same call id. Both were kept.
