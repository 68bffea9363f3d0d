//! What web and api share: server, state, session, current user, errors.
