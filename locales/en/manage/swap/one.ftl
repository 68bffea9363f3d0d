manage-swap-title = A stand-in for a duty
manage-swap-holder = Whose duty it is: { $name }
manage-swap-offer = Offer the duty to others
manage-swap-withdraw = Withdraw the offer
manage-swap-stand-ins = Who could stand in
manage-swap-no-others = There is nobody else who takes duties for this office.
manage-swap-give-lead = First come those who are free, speak the languages of the duty, have fewest hours and were asked least recently. The change counts at once and is published.
