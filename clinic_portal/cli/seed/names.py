"""Names, as common in Spain as here: chosen by hand from what one hears in any waiting room."""

WOMEN = (
    "María", "Carmen", "Ana", "Isabel", "Dolores", "Pilar", "Teresa", "Rosa", "Cristina", "Ángeles", "Laura", "Lucía",
    "Marta", "Elena", "Paula", "Mercedes", "Raquel", "Sara", "Beatriz", "Rocío", "Concepción", "Julia", "Silvia",
    "Patricia", "Irene", "Montserrat", "Andrea", "Alba", "Nuria", "Encarnación", "Sofía", "Inés", "Claudia", "Amparo",
    "Noelia", "Martina", "Carla", "Eva", "Yolanda", "Victoria", "Lourdes", "Ainhoa", "Begoña", "Fátima", "Candela",
    "Valeria", "Daniela", "Olga", "Consuelo", "Esperanza", "Gloria", "Aurora", "Itziar", "Jimena", "Leire", "Noa",
)  # fmt: skip
MEN = (
    "Antonio", "Manuel", "José", "Francisco", "David", "Juan", "Javier", "Daniel", "Carlos", "Jesús", "Alejandro",
    "Miguel", "Rafael", "Pedro", "Pablo", "Ángel", "Sergio", "Fernando", "Jorge", "Luis", "Alberto", "Álvaro", "Adrián",
    "Diego", "Raúl", "Iván", "Rubén", "Enrique", "Óscar", "Ramón", "Vicente", "Andrés", "Joaquín", "Santiago", "Víctor",
    "Eduardo", "Mario", "Roberto", "Jaime", "Marcos", "Ignacio", "Hugo", "Alfonso", "Salvador", "Gabriel", "Emilio",
    "Gonzalo", "Iñaki", "Julio", "Nicolás", "Tomás", "Agustín", "Martín", "Íker", "Mateo", "Saúl", "Unai", "Bruno",
)  # fmt: skip
WOMEN_TWICE = (
    "María José", "María Carmen", "María Pilar", "Ana María", "María Teresa", "María Ángeles", "Ana Belén",
    "Rosa María", "María Isabel", "María Luisa", "Ana Isabel", "María Jesús", "María Victoria", "Eva María",
    "María del Mar",
)  # fmt: skip
MEN_TWICE = (
    "José Antonio", "José Luis", "Juan José", "Francisco Javier", "José Manuel", "Juan Carlos", "Miguel Ángel",
    "José María", "Juan Antonio", "Juan Manuel", "José Ramón", "Luis Miguel", "Carlos Javier", "Víctor Manuel",
)  # fmt: skip
SURNAMES = (
    "García", "Rodríguez", "González", "Fernández", "López", "Martínez", "Sánchez", "Pérez", "Gómez", "Martín",
    "Jiménez", "Hernández", "Ruiz", "Díaz", "Moreno", "Muñoz", "Álvarez", "Romero", "Gutiérrez", "Alonso", "Navarro",
    "Torres", "Domínguez", "Ramos", "Vázquez", "Ramírez", "Gil", "Serrano", "Morales", "Molina", "Blanco", "Suárez",
    "Castro", "Ortega", "Delgado", "Ortiz", "Marín", "Rubio", "Núñez", "Sanz", "Medina", "Iglesias", "Castillo",
    "Cortés", "Garrido", "Santos", "Guerrero", "Lozano", "Cano", "Cruz", "Méndez", "Flores", "Prieto", "Herrera",
    "Peña", "León", "Márquez", "Cabrera", "Gallego", "Calvo", "Vidal", "Campos", "Reyes", "Vega", "Fuentes", "Carrasco",
    "Aguilar", "Caballero", "Nieto", "Santana", "Vargas", "Pascual", "Giménez", "Herrero", "Hidalgo", "Montero",
    "Lorenzo", "Santiago", "Benítez", "Durán", "Ibáñez", "Arias", "Mora", "Ferrer", "Carmona", "Vicente", "Rojas",
    "Soto", "Crespo", "Román", "Pastor", "Velasco", "Parra", "Sáez", "Moya", "Bravo", "Rivera", "Gallardo", "Soler",
    "Esteban", "Yáñez", "Ureña", "Ochoa", "Quintana", "Zamora", "Etxeberria", "Puig", "Roca", "Bosch", "Lago", "Seoane",
)  # fmt: skip
