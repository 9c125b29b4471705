/** The first word of each family of commands, in every language. */
export const roots = {
  customer: ["customer", "cliente"],
  team: ["team", "equipo"],
  need: ["need", "necesidad"],
  pulse: ["pulse", "pulso"],
  digest: ["digest", "resumen"],
  delivery: ["deliveries", "envíos"],
};

/** The words for what every family has. */
export const verbs = {
  add: ["add", "añadir"],
  list: ["list", "lista"],
  show: ["show", "ver"],
};
