"""When practitioners, rooms and branches can be booked."""
