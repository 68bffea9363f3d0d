### Error pages: what happened and what can be done.

error-400-title = We do not understand this request
error-400-text = Go back to the previous page and try again.
error-401-title = Sign in
error-401-text = This page is for duty staff and coordinators.
error-403-title = You have no access to this page
error-403-text = Your account does not have the right to open it. If it should, ask the coordinator.
error-404-title = There is no such page
error-404-text = The address is incomplete or the page has been removed. All consultations are on the list.
error-409-title = Somebody changed this before you
error-409-text = Open the page again, look at the change and repeat yours. Nothing was overwritten.
error-413-title = The file is too large
error-413-text = Send a smaller file, or paste only the table of duties.
error-422-title = Correct what you entered
error-422-text = It could not be saved. Go back to the form and check the fields.
error-429-title = Too many attempts
error-429-text = Wait a few minutes and try again.
error-500-title = There is a problem on our side
error-500-text = This could not be done. The problem has been recorded. Try again in a moment; if it happens again, tell the administrator the number below.
error-503-title = The page is unavailable for the moment
error-503-text = Work is in progress or the server is overloaded. Try again in a few minutes.
error-507-title = The server has run out of room
error-507-text = Tell the administrator. Nothing was changed.
error-request-id = Report number: { $id }
error-to-list = See all consultations
error-to-sign-in = Sign in
