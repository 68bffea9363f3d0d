### manage
