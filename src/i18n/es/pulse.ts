import type { Catalogue } from "../catalogue.js";

const number = new Intl.NumberFormat("es");
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

/** Las encuestas en el chat: prepararlas, cambiarlas, lanzarlas y seguirlas. */
export const pulse: Catalogue["pulse"] = {
  purpose: "Finalidad",
  purposeHint: "Qué decidirán con las respuestas; figura en la ficha del método",
  mode: "Quién ve quién ha contestado",
  modes: {
    confidential: "Confidencial: ustedes ven quién contestó qué",
    anonymous: "Anónima: nadie puede ver quién contestó qué",
  },
  sendAt: "Enviar el",
  sendAtHint: "A esa hora donde esté cada destinatario. Vacío: en las primeras horas de envío tras lanzarla",
  segmentHint: "Vacío: todos los segmentos",
  kindHint: "Vacío: todos los tipos",

  wouldBeAsked: (asked, contacts, customers) =>
    `Si se lanzara ahora, se preguntaría a ${number.format(asked)} de ${count(contacts, "contacto", "contactos")} (${count(customers, "cliente", "clientes")}).`,
  nobodyYet: "Al lanzarla no se pregunta a nadie: se pregunta cuando ocurre aquello que espera.",
  notAsked: "A quién no se pregunta y por qué",
  skipped: (n, reason) => `${number.format(n)}: ${reason}`,
  skip: {
    opted_out: "no quieren que se les pregunte",
    bounced: "los correos que se les envían vuelven devueltos",
    mail_paused: "sus correos se devolvieron varias veces y están en pausa",
    account_paused: "su cliente está en pausa",
    asked_recently: "se les preguntó algo hace poco",
    asked_same_recently: "se les hizo el mismo tipo de pregunta hace poco",
    account_full: "esa semana ya se pregunta a bastantes personas del mismo cliente",
    erased: "se borraron antes de que saliera",
    answered: "habían contestado antes de que saliera",
    closed: "se cerró, o terminó su plazo, antes de que saliera",
  },
  goesOut: "Sale",
  goesOutFrom: (when) => `a partir del ${when}, en las horas de envío de cada destinatario`,
  goesOutAt: (when) => `${when}, hora de cada destinatario`,
  sendNow: "Enviar ya",
  sendNowHint: "«Enviar ya» no espera a las horas de envío; las reglas de contacto se mantienen.",
  audience: "Público",
  questions: "Preguntas",
  timing: "Calendario",
  rules: "Reglas",
  method: "Método",
  report: "Informe",
  pause: "Pausar",
  resume: "Reanudar",
  changed: (version) => `Cambiada: esta es la versión ${number.format(version)}.`,
  unchanged: "Todo estaba igual, así que no se ha cambiado nada.",

  launched: (name) => `${name} está lanzada`,
  sending: (name) => `${name} se está enviando`,
  audienceOf: (contacts) =>
    `Su público es de ${count(contacts, "contacto", "contactos")}; las reglas de contacto deciden a quién se pregunta.`,
  firstAt: (when) =>
    `Los primeros envíos salen el ${when}, cada uno en las horas de su destinatario. Hasta entonces puede pausarla o cambiarla.`,
  nowGoing: "Sale ahora mismo, también fuera de las horas de envío. Las reglas de contacto se mantienen.",
  waits: "Espera a aquello a lo que sigue y antes no pregunta a nadie.",
  paused: (name) =>
    `${name} está en pausa. No se pregunta a nadie más; los enlaces enviados siguen valiendo.`,
  resumed: (name) => `${name} sigue adelante.`,

  planned: "Prevista",
  nextAt: "Próximo envío",
  bounced: "Devueltas",
  skippedCount: "Sin preguntar",
  held: "Retenidas",
  showHeld: (n) => `Ver ${count(n, "respuesta retenida", "respuestas retenidas")}`,

  audienceTitle: "A quién pregunta",
  audienceIntro:
    "Solo se pregunta a los contactos que cumplen todo esto. Un cambio crea otra versión del método.",
  tag: "Etiqueta",
  ownerHint: "Vacío: cualquier responsable",
  countryHint: "Tal como figura en sus clientes. Vacío: todos los países",
  seen: "Vistos en los últimos días",
  seenHint: "Solo clientes con una interacción anotada en ese tiempo. Vacío: todos",
  listed: "Solo una lista subida",
  listedHint: "Súbala con «pulso subir NOMBRE».",
  uploadText: (until) =>
    `Suba las direcciones de correo de las personas a las que preguntar. Este enlace es solo suyo. Funciona hasta el ${until}.`,

  questionsTitle: "Más preguntas",
  questionsIntro:
    "Van después de la puntuación y su razón, y todas son voluntarias. Se hacen tal como las escriba, en todos los idiomas.",
  questionsHow:
    "«¿Por qué?» es abierta, «¿Cuál? | esta | aquella» es para elegir y «¿Ha sido fácil? | 1-5» es una valoración.",
  question: (n) => `Pregunta ${number.format(n)}`,
  trust: "Preguntar si confían en ustedes",
  trustHint: "Una afirmación con la que estar de acuerdo, de 1 a 5",

  timingTitle: "Cuándo pregunta",
  timingIntro: "Rellene lo que corresponda a lo elegido; lo demás no cuenta.",
  cadence: "Con qué frecuencia",
  cadences: {
    once: "Una vez",
    weekly: "Cada semana a una decimotercera parte de los contactos",
    interaction: "Tras una interacción",
    after: "Tras otra encuesta",
  },
  interaction: "Tras qué interacción",
  hours: "Cuántas horas después",
  hoursHint: "Vacío: 24",
  after: "Tras qué encuesta",
  days: "Cuántos días después",

  rulesTitle: "Reglas de contacto",
  rulesIntro:
    "Protegen a sus clientes. Los valores iniciales son buena práctica; cada omisión se cuenta y se muestra.",
  anyDays: "Días desde cualquier encuesta",
  sameDays: "Días desde el mismo tipo de pregunta",
  weeklyPercent: "Parte máxima de los contactos de un cliente por semana (%)",
  reminders: "Recordatorios (de 0 a 2)",
  reminderDays: "Días laborables hasta un recordatorio",
  expiryDays: "Días para contestar",

  heldTitle: (n) => (n === 1 ? "1 respuesta retenida" : `${number.format(n)} respuestas retenidas`),
  heldNone: "No hay ninguna respuesta retenida.",
  heldIntro: "No figuran en ningún resultado hasta que alguien las haya mirado.",
  heldFor: {
    too_fast: "enviada más deprisa de lo que lee una persona",
    restless: "varias puntuaciones distintas en pocos segundos",
    hidden_link: "se siguió un enlace que ninguna persona ve",
  },
  heldAnswer: (customer, score, survey) => `${customer}: ${score} (encuesta ${survey})`,
  heldAnonymous: (survey) => `Una respuesta anónima (${survey})`,
  heldWhy: (answer, reason, when) => `${answer}; ${reason}; el ${when}`,
  heldMore: (n) => `… y ${number.format(n)} más`,
  release: "Liberar",
  released: "La respuesta cuenta desde ahora.",
};
