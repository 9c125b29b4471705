import type { Catalogue } from "../catalogue.js";

const number = new Intl.NumberFormat("es");

/** La página pública donde cualquiera puede contarle algo a una organización, y lo que se ve de ello en el chat. */
export const talk: Catalogue["talk"] = {
  title: (organization) => `Cuéntele algo a ${organization}`,
  intro: (organization) =>
    `Lo leerá una persona de ${organization}. Recibirá enseguida un código de referencia para ver más tarde qué ha sido de ello.`,
  kindQuestion: "¿De qué se trata?",
  kind: { feedback: "Un comentario", complaint: "Una queja", praise: "Un elogio", need: "Algo que necesito" },
  words: "Con sus palabras",
  wordsHint: (max) => `Hasta ${max} caracteres.`,
  about: "Sobre usted (voluntario)",
  aboutHint:
    "Déjelo vacío si prefiere no identificarse. Si indica un correo, también le enviaremos allí el código de referencia.",
  name: "Nombre",
  email: "Correo electrónico",
  company: "Empresa",
  leaveEmpty: "Deje este campo vacío",
  send: "Enviar",
  privacy: "Cómo tratamos los datos personales",
  status: "Ver qué ha sido de algo que nos contó",
  error: {
    kind: "Elija, por favor, de qué se trata.",
    words: "Escriba algo antes, por favor.",
    email: "Esto no es una dirección de correo. Corríjala o déjela vacía.",
    longLine: (max) => `Nombre y empresa: como máximo ${number.format(max)} caracteres, por favor.`,
    tooFast: "Ha sido muy rápido. Repáselo una vez más, por favor, y envíelo de nuevo.",
    leaveEmpty: "Venía relleno un campo que las personas no ven. Ya está vacío: envíelo otra vez, por favor.",
    tooMany: (minutes) =>
      `Desde su red han llegado varios mensajes en la última hora. No se ha perdido nada: envíe este de nuevo dentro de ${number.format(minutes)} minutos, por favor.`,
  },
  tooManyTitle: "Espere un poco, por favor",
  unavailable:
    "Ahora mismo no podemos registrar nada. Lo que ha escrito sigue aquí; envíelo de nuevo dentro de un minuto, por favor.",
  tooLarge:
    "Es mucho más texto del que podemos guardar (20.000 caracteres), así que no se ha leído. Vuelva atrás en su navegador: lo que ha escrito sigue ahí.",
  unsupported: "Esta página solo admite lo que envía su propio formulario. No se ha registrado nada.",
  unknownTitle: "Aquí no hay nadie",
  unknown: "No conocemos esta página. Compruebe, por favor, que la dirección está copiada entera.",
  thanks: "Gracias: lo hemos recibido",
  thanksText: (organization) => `Lo que ha escrito está registrado y ${organization} ya está al tanto.`,
  reference: "Su código de referencia",
  keep: "Guárdelo: con él podrá ver qué ha sido de su mensaje. Nadie puede ver sus palabras con él.",
  mailed: "También se lo enviamos a la dirección que nos ha dado.",
  seeStatus: "Ver el estado",
  another: "Contarnos otra cosa",
  statusTitle: "Qué ha sido de ello",
  statusIntro: "Escriba el código de referencia que le dimos.",
  code: "Código de referencia",
  codeHint: "Por ejemplo, K7QF-3M9T-2XPD",
  look: "Consultar",
  codeUnknown: "No conocemos este código. Compruebe, por favor, cada letra y cada cifra.",
  codeWrong: "Un código de referencia tiene doce letras y cifras, como K7QF-3M9T-2XPD.",
  what: "De qué se trataba",
  day: "Recibido el",
  state: {
    received: "Recibido",
    recorded: "Registrado como necesidad de un cliente",
    in_progress: "En marcha",
    closed: "Cerrado",
  },
  stateText: {
    received: "Ha llegado y alguien lo mirará.",
    recorded: "Se ha registrado y los equipos a los que afecta ya lo saben.",
    in_progress: "Un equipo ha dicho que va a actuar.",
    closed: "Se ha mirado y no queda nada más por hacer.",
  },
  mail: {
    subject: (organization) => `${organization} ha recibido lo que escribió`,
    lead: (organization) =>
      `Gracias por escribir a ${organization}. Está registrado y este es su código de referencia:`,
    open: "Ver qué ha sido de ello",
    why: (organization) =>
      `Recibe este único correo porque alguien dio esta dirección en la página de ${organization}. Si no fue usted, no tiene que hacer nada.`,
  },
  arrived: {
    feedback: (who) => `Comentario de ${who}`,
    complaint: (who) => `Queja de ${who}`,
    praise: (who) => `Elogio de ${who}`,
    need: (who) => `Necesidad de ${who}`,
  },
  somebody: "alguien sin identificar",
  customerUnknown: "todavía desconocido",
  asPraise: "Registrar como elogio",
  close: "Cerrar",
  closed: "Queda cerrado. Quien lo escribió lo verá en la página de estado.",
  askCustomer: "¿De qué cliente es?",
  askCustomerText: "Todavía no sabemos qué cliente ha escrito esto.",
  listTitle: (n) => `${number.format(n)} ${n === 1 ? "mensaje espera" : "mensajes esperan"} a alguien`,
  listEmpty: "No espera nada: todo lo que llegó está registrado o cerrado.",
};
