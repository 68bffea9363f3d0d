call-kept-unauthenticated = Your session had ended before this call arrived, so it is not saved yet. Its text is here. Sign in in a new tab, come back to this one and save the call again.
call-kept-unavailable = This call could not be saved now. Its text is here; save it again in a moment.
call-kept-too-long = This took too long, and we do not know whether the call was saved. Its text is here. Save it again: if it is in the register already, nothing is saved twice.
call-kept-full = The server has no room left, so this call was not saved. Its text is here. Tell the administrator, leave this page open, and save the call again once there is room.
call-kept-too-many = Too many requests came from your account in the last minute, so this call was not saved. Its text is here; save it again in a minute.
call-kept-sign-in = Sign in (new tab)
call-kept-again = Save again
