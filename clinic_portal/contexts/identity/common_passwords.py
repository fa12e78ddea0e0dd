"""The passwords of twelve and more characters that people choose first, without spaces and in lower case."""

_FIRST_CHOICES = """
    123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 0123456789012 123456789123
    1234567891011 123123123123 123412341234 112233445566 111222333444 121212121212 987654321098 098765432109
    123456abcdef abcdef123456 abc123abc123 abcd1234abcd a1b2c3d4e5f6 1a2b3c4d5e6f 1q2w3e4r5t6y 1qaz2wsx3edc
    1qazxsw23edc q1w2e3r4t5y6 qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopas qwertyuiopasdf qwerty123456
    qwerty1234567 123456qwerty asdfghjklñ12 asdfghjkl123 zxcvbnm12345 qazwsxedcrfv qazwsxedc123 1234qwerasdf
    passwordpassword password1234 password12345 password123456 password2024 password2025 password2026
    passw0rd1234 p@ssw0rd1234 p@ssword1234 mypassword123 changeme1234 changeme12345 letmein12345 welcome12345
    welcome123456 iloveyou1234 administrator admin1234567 admin12345678 adminadmin12 administrador administrador1
    contraseña12 contraseña123 contraseña1234 contraseñas12 contrasena12 contrasena123 contrasena1234
    contraseñacontraseña contrasenacontrasena micontraseña1 micontrasena1 clave1234567 clave12345678 claveclave12
    bienvenido12 bienvenido123 bienvenida123 teamomucho12 teamomucho123 tequieromucho tequieromucho1 holahola1234
    hola12345678 hola123456789 barcelona123 barcelona1234 realmadrid12 realmadrid123 realmadrid1902 españa123456
    espana123456 mexico123456 argentina123 colombia1234 guadalupe123 sebastian123 alejandro123 alejandra123
    estrellita12 princesa1234 mariposa1234 chocolate123 superman1234 spiderman123 pokemon12345 football1234
    futbol123456 clinica12345 clinica123456 clinica2025 clinica2026 hospital1234 doctor123456 recepcion123
    recepcion1234 recepcionista recepcionista1 consultorio1 consultorio12 medicina1234 correcthorsebatterystaple
"""
COMMON = frozenset(_FIRST_CHOICES.split())
