sign-in-link-title = Zaloguj się na tym urządzeniu
sign-in-link-text = Link z wiadomości działa jeden raz. Loguj się tylko na własnym urządzeniu.
sign-in-link-button = Zaloguj się
sign-in-link-over-title = Ten link już nie działa
sign-in-link-over-text = Został użyty albo minął jego czas. Możesz od razu poprosić o nowy.
sign-in-link-over-button = Poproś o nowy link
