### announcement
