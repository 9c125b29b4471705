import type { Catalogue } from "./catalogue.js";
import { dateFormat, dayOptions, momentOptions } from "./date-format.js";
import { account } from "./es/account.js";
import { answering } from "./es/answering.js";
import { method } from "./es/method.js";
import { organization } from "./es/organization.js";
import { privacy } from "./es/privacy.js";
import { pulse } from "./es/pulse.js";
import { report } from "./es/report.js";
import { talk } from "./es/talk.js";

const number = new Intl.NumberFormat("es");
const dayIn = dateFormat("es", dayOptions);
const moment = dateFormat("es", momentOptions);
const decimal = new Intl.NumberFormat("es", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat("es", { style: "percent", maximumFractionDigits: 0 });
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

/** Todo lo que Enfoque dice en español. */
export const es: Catalogue = {
  locale: "es",
  languageName: "Español",
  format: {
    number: (n) => number.format(n),
    percent: (share) => percent.format(share),
    decimal: (n) => decimal.format(n),
    day: (date, zone = "UTC") => dayIn(date, zone),
    moment,
    list: (items) => new Intl.ListFormat("es").format(items),
  },

  kind: { direct: "Cliente directo", indirect: "Cliente indirecto", interested_party: "Parte interesada" },
  needKind: { need: "Necesidad", expectation: "Expectativa", complaint: "Queja", praise: "Elogio" },
  horizon: { current: "Actual", future: "Futura" },
  role: { member: "Miembro", manager: "Responsable", admin: "Administrador" },
  weekday: { 1: "lunes", 2: "martes", 3: "miércoles", 4: "jueves", 5: "viernes", 6: "sábado", 7: "domingo" },
  surveyStatus: { draft: "Borrador", open: "Abierta", paused: "En pausa", closed: "Cerrada" },
  instrument: {
    nps: "NPS (0–10, recomendaría)",
    csat: "CSAT (1–5, satisfacción)",
    ces: "CES (1–7, facilidad)",
    expectations: "Expectativas (1–3, de peor a mejor)",
  },

  error: {
    not_allowed: (p) =>
      `Para eso hace falta el rol ${p.role === "admin" ? "de administrador" : "de responsable"}. No se ha cambiado nada. Pídaselo a un administrador de su organización.`,
    workspace_unknown: () =>
      "Este espacio de trabajo no está conectado a Enfoque. Pregunte a quienes le invitaron.",
    unknown_command: (p) =>
      p.near
        ? `No conozco «${p.word ?? ""}». ¿Quería decir «${p.near}»?`
        : `No conozco «${p.word ?? ""}». Pruebe con «ayuda».`,
    invalid_input: (p) => `Falta algo. Escríbalo así: ${p.usage ?? "ayuda"}`,
    already_done: () => "Esto ya se había hecho; no se ha hecho dos veces.",
    customer_not_found: (p) =>
      p.near
        ? `No hay ningún cliente «${p.name ?? ""}». ¿Quería decir «${p.near}»? No se ha registrado nada.`
        : `No hay ningún cliente «${p.name ?? ""}». Añádalo con «cliente añadir ${p.name ?? ""}» e inténtelo de nuevo.`,
    customer_exists: (p) =>
      `Ya existe el cliente «${p.name ?? ""}». Véalo con «cliente ver ${p.name ?? ""}».`,
    contact_exists: () => "Otro contacto ya tiene esta dirección de correo. No se ha añadido nada.",
    member_not_found: (p) =>
      `No conozco a ningún compañero llamado «${p.name ?? ""}». Tiene que escribirme una vez para que lo conozca.`,
    last_admin: () => "Es el único administrador. Nombre antes a otra persona.",
    channel_needed: () => "Hágalo en el canal que corresponda, no en una conversación directa conmigo.",
    team_not_found: () => "Este canal todavía no es de ningún equipo. Use antes aquí «equipo poner NOMBRE».",
    team_name_taken: (p) => `El equipo de otro canal se llama «${p.name ?? ""}». Elija otro nombre.`,
    theme_not_found: (p) => `No hay ningún tema «${p.theme ?? ""}». Vea los temas con «equipo lista».`,
    need_not_found: (p) =>
      `No hay ninguna necesidad N-${p.number ?? ""}. Véalas todas con «necesidad lista».`,
    announcement_not_found: () => "Este anuncio ya no existe.",
    response_not_found: () => "Esta respuesta ya no existe.",
    response_recorded: (p) => `Esta respuesta ya se registró como N-${p.number ?? ""}.`,
    survey_not_found: (p) => `No hay ninguna encuesta «${p.name ?? ""}». Véalas todas con «pulso lista».`,
    survey_name_taken: (p) => `Ya hay una encuesta «${p.name ?? ""}». Elija otro nombre.`,
    survey_already_launched: (p) =>
      `«${p.name ?? ""}» ya se había lanzado. No se pregunta dos veces a nadie.`,
    survey_not_open: (p) => `«${p.name ?? ""}» no está abierta, así que no se ha cambiado nada.`,
    survey_audience_empty: () =>
      "No se preguntaría a nadie: ningún contacto con correo cumple las condiciones. Añada contactos o elija un público más amplio.",
    survey_instrument_differs: (p) =>
      `«${p.name ?? ""}» hace otro tipo de pregunta (${p.instrument ?? ""}). Importe en una encuesta propia.`,
    digest_not_scheduled: () => "En este canal no hay ningún resumen programado.",
    delivery_not_found: () => "No hay ningún mensaje fallido que reenviar.",
    contact_not_found: (p) => `No hay ningún contacto «${p.email ?? ""}». No se ha cambiado nada.`,
    intake_not_found: () => "Este mensaje ya no existe o se ha borrado a quien lo escribió.",
    intake_recorded: (p) => `Este mensaje ya estaba registrado como N-${p.number ?? ""}.`,
    intake_closed: () => "Este mensaje ya estaba cerrado.",
    logo_unknown: () => "Esto no es una imagen PNG, JPEG ni SVG. El logotipo no ha cambiado.",
    logo_too_large: () => "Esta imagen pesa más de 200 KB. El logotipo no ha cambiado.",
    link_unknown: () => "No conocemos este enlace. Compruebe que se ha copiado entero.",
    link_expired: () => "Este enlace ha caducado.",
    survey_closed: () => "Esta encuesta está cerrada.",
    link_used: () => "Esta encuesta ya se ha contestado.",
    score_out_of_range: () => "Elija uno de los números, por favor.",
    nonce_invalid: () =>
      "La página llevaba demasiado tiempo abierta o la respuesta venía de otro sitio. Envíela de nuevo, por favor.",
    comment_too_long: (p) =>
      `Su comentario tiene ${p.length ?? ""} caracteres y podemos guardar como máximo ${p.max ?? "20 000"}. No se ha perdido nada: acórtelo abajo, por favor.`,
    survey_changed_meanwhile: (p) =>
      `Otra persona acaba de cambiar «${p.name ?? ""}». No se ha cambiado nada suyo; mírela y vuelva a intentarlo.`,
    survey_not_paused: (p) => `«${p.name ?? ""}» no está en pausa, así que no hay nada que reanudar.`,
    response_not_held: () => "Esta respuesta ya cuenta; no hay nada que liberar.",
    response_final: () => "Esta respuesta ya no se puede cambiar.",
    question_not_yours: () => "Esta pregunta era para otra persona. No se ha registrado nada.",
    question_unreadable: () =>
      "No entiendo esa pregunta. Escríbala sola, o con 2 a 10 respuestas para elegir («¿Cuál? | esta | aquella»), o con «| 1-5» para una valoración.",
    timing_incomplete: () =>
      "Falta algo para saber cuándo: indique tras qué tipo de interacción, o cuántos días después de qué otra encuesta.",
    wave_not_found: (p) => `No hay ninguna oleada ${p.number ?? ""} de «${p.name ?? ""}».`,
  },

  failure: {
    channel_gone: "El canal ya no existe o está archivado. Elija otro con «equipo poner» o «resumen cada».",
    not_in_channel: "Enfoque no está en ese canal. Invítelo y reenvíe el mensaje.",
    recipient_unreachable: "La persona ha quitado o bloqueado Enfoque.",
    access_revoked:
      "El espacio de trabajo ha retirado el acceso a Enfoque. Un administrador tiene que volver a instalarlo.",
    permission_missing:
      "A Enfoque le falta un permiso en esa plataforma. Un administrador tiene que volver a instalarlo.",
    address_refused: "El servidor de correo rechaza esta dirección.",
    message_refused: "La plataforma rechaza el mensaje tal como está. Nos toca arreglarlo a nosotros.",
    transport_not_configured: "Esta plataforma ya no está configurada.",
    outcome_unknown: "Se envió dos veces sin obtener respuesta. Puede que haya llegado.",
    attempts_used_up: "Falló todas las veces. El registro del servicio dice por qué.",
  },

  message: {
    needAnnounced: "Anuncio de una necesidad",
    needRecorded: "Necesidad registrada",
    questionAsked: "Pregunta",
    lowScore: "Puntuación baja",
    digest: "Resumen",
    invitation: "Invitación",
    reminder: "Recordatorio",
    question: "Pregunta",
    customerReplied: "Respuesta por correo",
    mailAlert: "Correos rechazados",
    intakeArrived: "Mensaje de la página pública",
    intakeReceived: "Código de referencia",
    dataLink: "Enlace a los datos propios",
  },

  unavailable:
    "Enfoque no llega ahora mismo a su base de datos. No se ha registrado nada; inténtelo de nuevo dentro de un minuto.",

  transport: { slack: "Slack", teams: "Microsoft Teams", browser: "espacio en el navegador", mail: "correo" },
  answer: { understood: "Entendido", will_act: "Actuaremos", not_ours: "No nos toca" },

  field: {
    missing: "Rellene este campo, por favor.",
    tooLong: (max) => `Use como máximo ${number.format(max)} caracteres, por favor.`,
    atMost: (max) => `Escriba como mucho ${number.format(max)}, por favor.`,
    atLeast: (min) => `Escriba como mínimo ${number.format(min)}, por favor.`,
    invalid: "Todavía no es correcto. Revíselo, por favor.",
  },

  figures: {
    hidden: (n) => `No se muestra: ${count(n, "respuesta", "respuestas")}, menos de 5`,
    few: "(pocas respuestas)",
    answers: (n) => count(n, "respuesta", "respuestas"),
    easy: "fácil para el",
    met: "Expectativas cumplidas para el",
    exceeded: "superadas para el",
    noPrevious: "Sin comparación: no hay respuestas en las 13 semanas anteriores.",
    tooFew: "Sin comparación: hacen falta 30 respuestas en ambos trimestres.",
    noSignal: "Sin señal: la diferencia con el trimestre anterior cabe en lo que explica el azar.",
    signalUp: (points) =>
      `Señal: ${points} puntos por encima del trimestre anterior, más de lo que explica el azar.`,
    signalDown: (points) =>
      `Señal: ${points} puntos por debajo del trimestre anterior, más de lo que explica el azar.`,
  },

  digest: {
    title: (organization) => `Resumen de clientes: ${organization}`,
    period: (from, to) => `Periodo cerrado: del ${from} al ${to}`,
    noAnswers: "En este periodo no se preguntó a nadie ni contestó nadie.",
    score: "Puntuación (intervalo del 95 %)",
    responseRate: "Tasa de respuesta hasta ahora",
    answeredOf: (answered, asked, share) =>
      `${number.format(answered)} de ${number.format(asked)} (${share})`,
    nobodyAsked: "Sin invitaciones en este periodo",
    paused: (survey) =>
      `«${survey}» está en pausa: nadie ha respondido a cuatro oleadas seguidas. «pulso reanudar ${survey}» la continúa.`,
    topNeeds: "Necesidades que comparten más clientes",
    customers: (n) => count(n, "cliente", "clientes"),
    nobodyOwes: "Todos los equipos han contestado a lo que se les dijo.",
    owing: "Equipos que aún no han contestado",
    owes: (team, needs, since) => `${team}: ${needs} (la más antigua, del ${since})`,
    howToRead:
      "Una señal es una diferencia de al menos 10 puntos que sería rara si nada hubiera cambiado. Dice que hay algo que mirar, no por qué.",
  },

  help: {
    title: "Enfoque: lo que necesitan los clientes, donde se puede actuar",
    intro: "Escriba una de estas órdenes o use los botones. Todo funciona también en inglés (/enfoque help).",
    everybody: [
      [
        "/need Acme: quiere SSO antes de renovar",
        "registra lo que necesita un cliente y avisa a los equipos que corresponda",
      ],
      ["/need lista · /need ver N-12", "las necesidades y quién ha contestado"],
      ["/customer añadir Acme, ana@acme.example", "añade un cliente y un contacto"],
      ["/customer lista · /customer ver Acme · /customer etiquetar Acme: piloto", "los clientes"],
      [
        "/enfoque interacción Acme: llamada, renovación",
        "anota un contacto con un cliente; una encuesta puede preguntar por él",
      ],
      ["/team lista", "los equipos y los temas que oyen"],
      ["/enfoque idioma en", "cambia el idioma en que se le contesta"],
    ],
    managers: [
      ["/customer subir", "muchos clientes de una vez, desde un archivo CSV"],
      ["/team poner Producto: acceso, velocidad", "asigna este canal a un equipo"],
      ["/pulse nuevo · previa · lanzar · enviar · pausar · cerrar", "pregunta a los clientes cómo les va"],
      ["/pulse público · preguntas · calendario · reglas", "cambia a quién, qué, cuándo y cuánto pregunta"],
      ["/pulse estado · informe · método · retenidas", "qué ha resultado y cómo se hizo"],
      ["/customer pausar Acme · /customer chat CORREO Ana", "no pregunta a un cliente; pregunta en el chat"],
      ["/digest ahora · cada lunes 09:00 Europe/Madrid · no", "qué ha cambiado y si es real"],
      ["/enfoque buzón", "lo que ha llegado por su página pública y espera a alguien"],
      ["/customer borrar CORREO", "borra a una persona para siempre"],
      ["/enfoque organización", "color, logotipo, privacidad y sus páginas públicas (administradores)"],
      ["/enfoque envíos", "mensajes que no llegaron y por qué"],
      ["/enfoque rol Ana responsable", "lo que puede hacer un compañero (administradores)"],
    ],
  },

  usage: {
    help: "ayuda",
    language: "idioma es · idioma en",
    role: "rol NOMBRE miembro · responsable · administrador",
    customerAdd: "cliente añadir NOMBRE, CORREO",
    customerList: "cliente lista",
    customerShow: "cliente ver NOMBRE",
    customerUpload: "cliente subir",
    customerErase: "cliente borrar CORREO",
    customerTag: "cliente etiquetar NOMBRE: ETIQUETA, ETIQUETA",
    customerPause: "cliente pausar NOMBRE",
    customerResume: "cliente reanudar NOMBRE",
    customerChat: "cliente chat CORREO COMPAÑERO",
    interactionAdd: "interacción CLIENTE: llamada, NOTA",
    teamSet: "equipo poner NOMBRE: TEMA, TEMA",
    teamList: "equipo lista",
    needAdd: "necesidad CLIENTE: LO QUE NECESITA",
    needList: "necesidad lista",
    needShow: "necesidad ver N-12",
    needFromResponse: "necesidad CLIENTE: LO QUE NECESITA",
    needFromReply: "necesidad CLIENTE: LO QUE NECESITA",
    needFromIntake: "buzón lista",
    needAnswer: "necesidad lista",
    needAsk: "necesidad lista",
    pulseNew: "pulso nuevo",
    pulseList: "pulso lista",
    pulsePreview: "pulso previa NOMBRE",
    pulseLaunch: "pulso lanzar NOMBRE",
    pulseSendNow: "pulso enviar NOMBRE",
    pulseStatus: "pulso estado NOMBRE",
    pulsePause: "pulso pausar NOMBRE",
    pulseResume: "pulso reanudar NOMBRE",
    pulseMethod: "pulso método NOMBRE",
    pulseReport: "pulso informe NOMBRE oleada 2",
    pulseAudience: "pulso público NOMBRE",
    pulseUpload: "pulso subir NOMBRE",
    pulseQuestions: "pulso preguntas NOMBRE",
    pulseTiming: "pulso calendario NOMBRE",
    pulseRules: "pulso reglas NOMBRE",
    pulseHeld: "pulso retenidas",
    responseRelease: "pulso retenidas",
    answerScore: "ayuda",
    answerComment: "ayuda",
    pulseClose: "pulso cerrar NOMBRE",
    digestNow: "resumen ahora",
    digestOn: "resumen cada lunes 09:00 Europe/Madrid",
    digestOff: "resumen no",
    intakeList: "buzón lista",
    intakeShow: "buzón lista",
    intakeClose: "buzón lista",
    organization: "organización",
    organizationChange: "organización cambiar",
    organizationLogo: "organización logotipo",
    deliveryList: "envíos",
    deliveryRetry: "envíos reenviar",
  },

  chat: {
    refused: "No ha podido ser",
    done: "Hecho",
    yes: "sí",
    no: "no",
    nobody: "nadie",
    show: "Ver",
    previous: "Anterior",
    next: "Siguiente",
    save: "Guardar",
    send: "Enviar",
    add: "Añadir",
    record: "Registrar",
    name: "Nombre",
    kind: "Tipo",
    horizon: "Cuándo",
    customer: "Cliente",
    customers: "Clientes",
    customersTotal: (n) => count(n, "cliente", "clientes"),
    noCustomers: "Todavía no hay clientes. Añada el primero o suba una lista con «cliente subir».",
    noCustomersLike: (text) => `Ningún cliente se llama nada parecido a «${text}».`,
    customerAdded: (name) => `Se ha añadido ${name}`,
    newCustomer: "Añadir un cliente",
    segment: "Segmento",
    segmentHint: "Su propia agrupación, como Grandes cuentas o Comercio",
    country: "País",
    contact: "Contacto",
    contacts: (n) => count(n, "contacto", "contactos"),
    noContacts: "Todavía sin contactos, así que no se le puede preguntar nada.",
    email: "Correo",
    language: "Idioma",
    zone: "Zona horaria",
    zoneHint: "Por ejemplo, Europe/Madrid",
    owner: "Responsable de la cuenta",
    uploadTitle: "Subir clientes",
    uploadText: (until) => `Este enlace es solo suyo. Funciona hasta el ${until}.`,
    uploadOpen: "Abrir la página de subida",
    teams: "Equipos",
    teamTitle: "El equipo de este canal",
    teamIntro: "Las necesidades sobre los temas elegidos se anuncian en este canal.",
    teamHears: (team, themes) => `Este canal es del equipo ${team}. Oye hablar de ${themes}.`,
    teamHearsRest: (team) =>
      `Este canal es del equipo ${team}. Oye las necesidades cuyo tema no ha elegido ningún equipo.`,
    hearsRest: "las necesidades sin un tema que oiga otro equipo",
    noTeamsYet: "Todavía no hay equipos. En el canal de un equipo, escriba «equipo poner NOMBRE».",
    themes: "Temas",
    themesHint: "Ninguno: el equipo oye lo que no oye ningún otro.",
    themesGuessed: "Ninguno: se buscan en las palabras.",
    themesKnown: (themes) => `Temas: ${themes}`,
    needs: "Necesidades",
    needsTotal: (n) => count(n, "necesidad", "necesidades"),
    noNeeds: "Todavía no se ha registrado ninguna necesidad. Escriba «necesidad CLIENTE: LO QUE NECESITA».",
    newNeed: "Registrar una necesidad",
    showNeed: (need) => `Ver N-${need}`,
    words: "¿Qué necesita el cliente?",
    wordsHint: "Con las palabras del cliente, si puede ser",
    recordedBy: "Registrada por",
    needRecorded: (need, customer) => `N-${need} registrada para ${customer}`,
    announcedTo: (teams) => `Anunciada a ${teams}. La tarjeta muestra quién ha contestado.`,
    noTeams:
      "Todavía no hay ningún equipo, así que no se ha avisado a nadie. Use «equipo poner NOMBRE» en el canal de un equipo.",
    coverage: (acknowledged, asked) =>
      asked === 0
        ? "ningún equipo dice que le concierna"
        : `${number.format(acknowledged)} de ${count(asked, "equipo ha", "equipos han")} acusado recibo`,
    waiting: "pendiente",
    questionAsked: "ha preguntado, aún debe contestar",
    askTeam: (team) => `${team}, ¿les concierne? La primera respuesta vale por todo el equipo.`,
    answered: (need, team, answer) => `${team} sobre N-${need}: ${answer}.`,
    settled: (answer, by) => `${answer} (${by}).`,
    settledBefore: "Su equipo ya había contestado",
    question: "Pregunta",
    questionIntro: "Va a quien registró la necesidad. Su equipo podrá contestar después.",
    yourQuestion: "Su pregunta",
    questionSent: (need, author) => `Su pregunta sobre N-${need} ha llegado a ${author}.`,
    questionTitle: (team, need) => `${team} pregunta por N-${need}`,
    questionFrom: (name) => `Pregunta de ${name}`,
    lowScoreTitle: (customer, score, instrument) =>
      instrument === "expectations"
        ? `${customer}: peor de lo que esperaba`
        : `${customer} ha puesto un ${score} de ${{ nps: 10, csat: 5, ces: 7 }[instrument]}`,
    mayContact: "¿Podemos contactar?",
    customerRepliedTitle: (customer) => `${customer} ha respondido a un correo`,
    customerReplied: "Contéstele usted por correo: Enfoque no lo hace.",
    mailAlertTitle: "Hay servidores que rechazan nuestros correos",
    mailAlert:
      "El problema está en el remitente, no en la dirección: los mensajes no llegan a los clientes. Compruebe SPF, DKIM y DMARC del dominio remitente y si su servidor figura en alguna lista negra. Consulte docs/operations.md.",
    mailAlertStatus: "Lo que ha dicho el servidor",
    mailAlertCount: "Rechazados en el último día",
    recordNeed: "Registrar como necesidad",
    recordComplaint: "Registrar como queja",
    recordedAs: (need) => `Registrada como N-${need}`,
    survey: "Encuesta",
    pulses: "Encuestas",
    noPulses: "Todavía no hay encuestas. Una encuesta de pulso hace una pregunta por correo a sus clientes.",
    newPulse: "Nueva encuesta",
    pulseNameHint: "Para sus compañeros; por ejemplo, NPS de primavera",
    saveDraft: "Guardar borrador",
    preview: "Vista previa",
    launch: "Lanzar",
    status: "Estado",
    closePulse: "Cerrar",
    closed: (name) => `${name} está cerrada. Sus enlaces lo dicen; las respuestas se conservan.`,
    instrument: "Pregunta",
    subject: "Sobre qué",
    subjectHint: "Aparece en la pregunta: qué probabilidad hay de que recomiende…",
    audienceKind: "Qué clientes",
    contactsOf: (contacts, customers) =>
      `${count(contacts, "contacto", "contactos")} de ${count(customers, "cliente", "clientes")}`,
    invited: "Invitados",
    sent: "Enviadas",
    notSent: "No se han podido enviar",
    answeredSoFar: "Contestadas hasta ahora",
    withComment: "Con comentario",
    digestTitle: "Resumen semanal en este canal",
    digestIntro: "Qué ha cambiado con sus clientes y si es real.",
    weekday: "Día",
    time: "Hora",
    digestOn: (when) => `El resumen llega a este canal cada semana; el próximo, el ${when}.`,
    digestOff: "No habrá más resúmenes en este canal.",
    deliveries: "Mensajes",
    noFailures: "Todos los mensajes han llegado o están en camino.",
    failuresTotal: (n) =>
      n === 1 ? "1 mensaje no ha llegado" : `${number.format(n)} mensajes no han llegado`,
    retry: "Reenviar",
    retryAll: "Reenviar todos",
    retrying: (n) =>
      n === 1 ? "Se está reenviando 1 mensaje." : `Se están reenviando ${number.format(n)} mensajes.`,
    languageSet: "Desde ahora le contesto en español.",
    roleSet: (name, role) => `${name}: ${role}.`,
  },

  // What the platforms' renderers add of their own.
  platform: {
    clipped: "… (abreviado)",
    close: "Cerrar",
    cancel: "Cancelar",
    working: "Estoy en ello; el resultado aparecerá aquí.",
    formNotOpened: "Slack no abrió el formulario a tiempo. No se ha perdido nada: ábralo aquí.",
    openForm: "Abrir el formulario",
    tryAgain: "Intentarlo de nuevo",
    welcome: "Hola, soy Enfoque",
    welcomeHow:
      "Llevo lo que necesitan los clientes a los equipos que pueden actuar. Escriba «ayuda» para ver lo que sé hacer; en un canal, mencióneme primero: «@Enfoque ayuda».",
    timeOf: (label) => `${label}: hora`,
  },
  // The survey page and its errors.
  survey: {
    question: {
      nps: (x) => `¿Qué probabilidad hay de que recomiende ${x} a un amigo o compañero?`,
      csat: (x) => `En general, ¿cuál es su grado de satisfacción con ${x}?`,
      ces: (x) => `${x} me facilitó la resolución de mi problema.`,
      expectations: (x) => `En comparación con lo que esperaba, ${x} ha sido…`,
    },
    labels: {
      nps: { 0: "Nada probable", 10: "Extremadamente probable" },
      csat: {
        1: "Muy insatisfecho",
        2: "Insatisfecho",
        3: "Ni satisfecho ni insatisfecho",
        4: "Satisfecho",
        5: "Muy satisfecho",
      },
      ces: { 1: "Totalmente en desacuerdo", 7: "Totalmente de acuerdo" },
      expectations: { 1: "Peor", 2: "Como esperaba", 3: "Mejor" },
    },
    reason: "¿Cuál es la razón principal de su puntuación?",
    errorTitle: (title) => `Error: ${title}`,
    chooseOne: "Elija una de las respuestas, por favor, y envíela.",
    notRecorded: "No se ha registrado nada",
    laterTitle: "Inténtelo de nuevo en breve",
    language: "Idioma",
    preselected: (choice) =>
      `En el correo eligió «${choice}». Contará cuando lo envíe aquí; todavía puede cambiarlo.`,
    send: "Enviar mi respuesta",
    saveAnswer: "Cambiar mi respuesta por esta",
    keepAnswer: "Dejarla como está",
    confidential: (organization) =>
      `Una sola pregunta y habrá terminado. Esta encuesta es confidencial: ${organization} ve su respuesta junto con su nombre, y nadie más.`,
    anonymous: (organization) =>
      `Una sola pregunta y habrá terminado. Esta encuesta es anónima: ${organization} no puede ver quién respondió qué, y de su respuesta solo se guarda el día.`,
    privacy: "Qué ocurre con sus datos",
    thanks: "Muchas gracias",
    recorded: (choice) => `Hemos registrado su respuesta: ${choice}.`,
    more: "¿Quiere contarnos algo más? Esta parte es voluntaria.",
    commentHint: (max) => `Hasta ${max} caracteres.`,
    mayContact: "Pueden ponerse en contacto conmigo sobre esto",
    mayQuote: "Pueden citar mis palabras",
    sendComment: "Enviar mi comentario",
    saveComment: "Guardar los cambios",
    commentRecorded:
      "También hemos recibido lo que nos ha contado. Eso es todo; ya puede cerrar esta página.",
    change: "Cambiar mi respuesta",
    final: "Su respuesta queda así: ya no se puede cambiar.",
    trust: (x) => `Confío en que ${x} cumple lo que promete.`,
    trustLow: "Totalmente en desacuerdo",
    trustHigh: "Totalmente de acuerdo",
    ratingLow: "Lo más bajo",
    ratingHigh: "Lo más alto",
    receiptTitle: "Su comprobante",
    receiptIs: "Guarde este código por si más adelante quiere ver o borrar esta respuesta.",
    eraseAnswer: "Borrar esta respuesta.",
    eraseTitle: "¿Borrar esta respuesta?",
    eraseIs:
      "Su comentario y todo lo que conduce a usted se borra para siempre. El número queda en los totales, sin ninguna relación con usted.",
    eraseNow: "Borrarla para siempre",
    eraseNot: "No, conservarla",
    erasedTitle: "Su respuesta se ha borrado",
    erasedIs: "Lo que escribió y todo lo que conducía a usted ya no existe. El número queda en los totales.",
    seeAnswer: "Ver su respuesta",
    talk: "O cuénteselo aquí.",
    nothingToSend:
      "Todavía no hay nada que enviar. Escriba algo o marque una casilla; si no, cierre simplemente esta página.",
    typed: "Lo que ha escrito",
    typedKept: "No se ha registrado. Se queda aquí para que pueda copiarlo.",
    contact: (organization) =>
      `¿Quiere decirle algo más a ${organization}? Escriba, por favor, a la persona que conozca allí.`,
    unknownTitle: "No conocemos este enlace",
    expiredTitle: "Esta encuesta ha terminado",
    usedTitle: "Ya ha contestado",
    usedHelp: "Vale su primera respuesta. Gracias por ella.",
    unsupported: "Esta página solo admite lo que envía su propio formulario. No se ha registrado nada.",
    tooLarge:
      "Es mucho más texto del que podemos guardar (20.000 caracteres), así que no se ha leído. Vuelva atrás en su navegador: lo que ha escrito sigue ahí.",
    unavailableTitle: "Todavía sin registrar",
    unavailable:
      "Ahora mismo no podemos registrar nada. Su respuesta todavía no se ha registrado, pero lo que eligió sigue aquí: envíelo de nuevo dentro de un minuto, por favor.",
    unavailableTyped:
      "Ahora mismo no podemos registrar nada. Lo que ha escrito sigue aquí; envíelo de nuevo dentro de un minuto, por favor.",
    unavailablePage:
      "Ahora mismo no podemos mostrar esta página. No se ha cambiado nada; ábrala de nuevo dentro de un minuto, por favor.",
    again: "Enviar de nuevo",
  },
  // Mails to customers.
  mail: {
    subject: (x) => `Una pregunta sobre ${x}`,
    greeting: (name) => (name ? `Hola, ${name}:` : "Buenos días:"),
    remind: (organization) =>
      `${organization} le preguntó hace unos días y le gustaría conocer su opinión. Es una sola pregunta; si responde, no recibirá más correos sobre ella.`,
    reminderSubject: (x) => `Recordatorio: una pregunta sobre ${x}`,
    anonymous: "Su respuesta es anónima: nadie puede ver que es suya.",
    lead: (organization) =>
      `En ${organization} nos gustaría conocer su opinión. Es una sola pregunta y le llevará menos de un minuto.`,
    choose: "Elija una respuesta. Podrá cambiarla en la página que se abre; contará cuando la envíe allí.",
    open: "Abrir la pregunta",
    why: (organization) =>
      `${organization} le pregunta porque trabaja con usted y quiere saber qué puede hacer mejor.`,
    until: (day) => `Puede contestar hasta el ${day}.`,
    unsubscribe: "No quiero más preguntas",
    privacy: "Cómo tratamos sus datos",
  },
  // The browser workspace.
  workspace: {
    about:
      "Enfoque lleva lo que dicen los clientes a los equipos que pueden actuar y pregunta a los clientes si ha servido. Este es su espacio de trabajo en el navegador: todo funciona como en Slack o Microsoft Teams.",
    welcome: "Le damos la bienvenida a Enfoque",
    lookAround: "Eche antes un vistazo",
    exampleIs:
      "Una empresa inventada, con compañeros, clientes, necesidades y respuestas. Lleva la marca «Ejemplo» en todas las páginas, para que nadie la tome por real.",
    loadExample: "Cargar la organización de ejemplo",
    startEmpty: "Empezar de cero",
    startEmptyIs: "Su propia organización, con usted como administrador.",
    organizationName: "Nombre de la organización",
    yourName: "Su nombre",
    language: "Idioma",
    start: "Empezar",
    example: "Ejemplo",
    whoAreYou: "¿Quién es usted?",
    channels: "Canales",
    direct: "Conversación directa",
    mailbox: "Buzón",
    mailboxIs: "Correos que Enfoque ha enviado desde aquí.",
    noMails:
      "Todavía no se ha enviado ningún correo. Aquí llegan las invitaciones de las encuestas lanzadas.",
    to: "Para",
    back: "Volver al buzón",
    asText: "Como texto",
    asHtml: "Como se ve en un programa de correo",
    addChannel: "Añadir un canal",
    channelName: "Nombre del canal",
    you: "Usted es",
    beAnother: "Ser otra persona",
    addPerson: "Añadir una persona",
    name: "Nombre",
    add: "Añadir",
    menu: "Menú",
    skip: "Saltar al contenido",
    posts: "Mensajes",
    onlyYou: "Solo lo ve usted",
    edited: "actualizado",
    app: "Aplicación",
    message: (place) => `Mensaje en ${place}`,
    channelHint: "Escriba o pregunte: /ayuda",
    directHint: "Pregunte, por ejemplo: ayuda",
    send: "Enviar",
    emptyChannel: (name) => `Aquí empieza #${name}. Escriba algo o pregunte a Enfoque con «/ayuda».`,
    emptyDirect: "Aquí habla a solas con Enfoque. Escriba «ayuda» para ver lo que sabe hacer.",
    latest: (posts) => `Solo se muestran los últimos ${posts} mensajes.`,
    optional: "opcional",
    cancel: "Cancelar",
    secretNeeded: "Este espacio de trabajo está protegido",
    secretIs: "Introduzca el secreto que ha puesto quien lo administra (LOCAL_CHAT_SECRET).",
    secret: "Secreto",
    enter: "Entrar",
    secretWrong: "Ese no es el secreto.",
    refused: "Desde aquí no",
    hostRefused:
      "El espacio de trabajo del navegador solo se abre en la máquina donde se ejecuta, en http://localhost. Quien lo abre puede ser cualquiera en él; para abrirlo desde otro sitio, quien lo administra tiene que poner LOCAL_CHAT_SECRET.",
    tokenRefused:
      "La página llevaba demasiado tiempo abierta o la petición venía de otro sitio. No se ha hecho nada. Vuelva atrás, cargue la página de nuevo y repita el envío.",
    notFound: "Aquí no hay nada",
    notFoundText: "Esta página, canal o correo no existe.",
    home: "Al espacio de trabajo",
    tooMuch: "Era demasiado texto o no se podía leer. No se ha hecho nada.",
    failed: "No ha funcionado",
    failedText:
      "Algo ha fallado por nuestra parte y ha quedado registrado. Puede intentarlo de nuevo sin miedo: nada se hace dos veces.",
    tryAgain: "Intentar de nuevo",
  },
  // La página del enlace para darse de baja.
  unsubscribe: {
    title: "¿No quiere más preguntas?",
    ask: (organization) => `¿Desea que ${organization} deje de pedirle su opinión por correo electrónico?`,
    what: "Todavía no ha cambiado nada. Sus respuestas anteriores se conservan y los demás correos no se ven afectados.",
    confirm: "No quiero más preguntas",
    doneTitle: "No le preguntaremos más",
    done: (organization) =>
      `${organization} no volverá a pedirle su opinión en esta dirección. Puede que aún le llegue algún correo que ya estuviera en camino.`,
    undo: "Ha sido un error: vuelvan a preguntarme",
    undoneTitle: "Le volveremos a preguntar",
    undone: (organization) =>
      `${organization} podrá volver a pedirle su opinión. Puede impedirlo en cualquier momento con este mismo enlace.`,
    unknownTitle: "No conocemos este enlace",
    unknown:
      "Compruebe que lo ha copiado entero. También puede responder al correo en el que venía y decir que no quiere recibir más preguntas.",
    unreadable: "Esto no lo ha enviado el botón de esta página. No ha cambiado nada.",
    laterTitle: "Vuelva a intentarlo en un momento",
    later:
      "Ahora mismo no podemos registrar nada, así que todavía no ha cambiado nada. Vuelva a abrir esta página dentro de un minuto.",
  },
  // Upload page and imports.
  upload: {
    title: "Subir clientes",
    intro:
      "Suba una lista de sus clientes y de las personas a las que preguntar. La primera línea nombra las columnas; las puede separar una coma, un punto y coma o un tabulador.",
    again: "Subir otra vez la misma lista no cambia nada.",
    columnsTitle: "Columnas",
    column: "Columna",
    meaning: "Qué contiene",
    columns: {
      name: "Nombre del cliente. Hace falta en cada línea.",
      kind: "direct, indirect o interested_party. Vacío significa direct.",
      segment: "Su propia agrupación, como minorista o empresa.",
      country: "País, como ES o MX.",
      contact: "Nombre de la persona a la que preguntar.",
      email: "Su dirección de correo. Sin ella no se puede preguntar a nadie.",
      language: "en o es.",
      zone: "Su zona horaria, como Europe/Madrid.",
    },
    sample: "Descargar un ejemplo",
    file: "Archivo CSV",
    fileHint: "Como máximo 5 MB, en UTF-8.",
    or: "O pegue aquí las líneas",
    send: "Subir",
    done: "Hemos leído la lista",
    added: "Clientes nuevos",
    contacts: "Contactos nuevos",
    unchanged: "Ya conocidos, sin cambios",
    rejected: "Líneas rechazadas",
    rejectedHelp: "Todo lo demás se ha aceptado. Corrija estas líneas y suba la lista otra vez.",
    noneRejected: "Se han aceptado todas las líneas.",
    line: "Línea",
    reason: "Motivo",
    reasons: {
      too_few_columns: (p) => `Esta fila tiene ${p.found ?? ""} columnas y la cabecera ${p.expected ?? ""}.`,
      too_many_columns: (p) =>
        `Esta fila tiene ${p.found ?? ""} columnas y la cabecera ${p.expected ?? ""}. El texto que contiene el separador va entre comillas.`,
      unreadable_character: () => "Esta fila contiene un carácter que no es texto (NUL).",
      too_long: (p) => `El texto de «${p.column ?? ""}» es demasiado largo.`,
      name_missing: () => "Falta el nombre del cliente.",
      kind_unknown: (p) =>
        `«${p.value ?? ""}» no es un tipo de cliente. Use directo, indirecto o parte interesada.`,
      email_invalid: (p) => `«${p.value ?? ""}» no es una dirección de correo.`,
      email_missing: (p) => `«${p.value ?? ""}» no tiene dirección de correo.`,
      email_elsewhere: (p) => `«${p.value ?? ""}» es un contacto de otro cliente.`,
      language_unknown: (p) => `«${p.value ?? ""}» no es un idioma en el que escribamos. Use en o es.`,
      zone_unknown: (p) => `«${p.value ?? ""}» no es una zona horaria. Escríbala así: Europe/Madrid.`,
      row_repeated: (p) => `«${p.value ?? ""}» ya está en la línea ${p.first ?? ""}.`,
      score_not_whole: (p) =>
        p.value ? `La puntuación «${p.value}» no es un número entero.` : "Falta la puntuación.",
      score_out_of_scale: (p) =>
        `La puntuación ${p.value ?? ""} no está en la escala de ${p.min ?? ""} a ${p.max ?? ""}.`,
      date_invalid: (p) =>
        p.value
          ? `«${p.value}» no es una fecha. Escríbala así: 2026-03-31 o 2026-03-31T16:30Z.`
          : "Falta la fecha.",
      date_in_future: (p) => `La fecha ${p.value ?? ""} todavía no ha llegado.`,
      account_missing: () => "Falta el nombre del cliente.",
      id_missing: () => "Falta el identificador.",
      id_repeated: (p) => `El identificador «${p.value ?? ""}» ya está en la línea ${p.first ?? ""}.`,
      address_missing: () => "Falta la dirección de correo.",
      contact_unknown: (p) => `«${p.value ?? ""}» no es la dirección de ningún contacto. Añádalo antes.`,
      opted_out: (p) => `«${p.value ?? ""}» no quiere que se le pregunte.`,
      bounced: (p) => `Los correos a «${p.value ?? ""}» vuelven devueltos.`,
      mail_paused: (p) => `Los correos a «${p.value ?? ""}» se han devuelto varias veces y están en pausa.`,
    },
    faults: {
      no_rows: () => "Debajo de la cabecera no hay ninguna fila, así que no hay nada que importar.",
      columns_missing: (p) =>
        `En la primera línea falta la columna ${p.missing ?? ""}. Contiene: ${p.found || "nada"}.`,
      column_repeated: (p) => `La primera línea nombra dos veces la columna «${p.column ?? ""}».`,
      not_utf8: (p) =>
        `La línea ${p.line ?? ""} no es texto UTF-8. Guarde el archivo como «CSV UTF-8» e inténtelo de nuevo.`,
      quote_not_closed: (p) =>
        `En la fila que empieza en la línea ${p.line ?? ""} se abren unas comillas que no se cierran.`,
      quote_misplaced: (p) =>
        `En la fila que empieza en la línea ${p.line ?? ""} hay unas comillas fuera de lugar. El texto que las contiene va entre comillas, y las suyas se escriben dobles.`,
      row_too_long: (p) =>
        `La fila que empieza en la línea ${p.line ?? ""} tiene más de un millón de caracteres. Puede que le falten unas comillas.`,
    },
    audience: {
      title: "Subir a quién preguntar",
      intro:
        "Suba las direcciones de correo de los contactos a los que debe preguntar esta encuesta. La primera línea nombra la columna.",
      again: "La lista sustituye a la anterior. Cambia a quién pregunta la encuesta, y nada más.",
      email: "La dirección de uno de sus contactos. Hace falta en cada línea.",
      listed: "Contactos en la lista",
      none: "No se ha aceptado ninguna línea, así que no se ha cambiado nada.",
    },
    another: "Subir otra lista",
    nothing: "No hay nada que leer. Elija un archivo o pegue las líneas.",
    both: "Hay un archivo y también texto pegado. Envíe solo una de las dos cosas, por favor.",
    tooLarge: "Ocupa más de 5 MB, así que no se ha leído nada. Divida la lista y suba sus partes.",
    unreadable: "Esto no lo ha enviado el formulario de esta página. No se ha cambiado nada.",
    unknownTitle: "No conocemos este enlace",
    expiredTitle: "Este enlace ha caducado",
    help: "Pida uno nuevo a Enfoque: escriba «cliente subir» en el chat.",
    unavailable:
      "Ahora mismo no podemos leer la lista. Súbala otra vez dentro de un minuto, por favor; lo que ya se aceptó no se acepta dos veces.",
  },
  organization,
  talk,
  privacy,
  pulse,
  method,
  report,
  account,
  answering,
  // The command line.
  cli: {
    about: "Enfoque: preguntar a los clientes, difundir lo que necesitan y contar qué ha cambiado.",
    help: "Muestra esta ayuda",
    start: "Pone en marcha el servicio (lo habitual)",
    demoOption: "Carga antes la organización de ejemplo en una base de datos vacía",
    migrate: "Pone al día la base de datos",
    migrated: "La base de datos está al día.",
    demo: "Carga la organización de ejemplo en una base de datos vacía",
    demoLoaded: "La organización de ejemplo está cargada. Todo en ella es inventado.",
    demoNotEmpty: "Ya hay una organización, así que no se ha cargado el ejemplo. No se ha cambiado nada.",
    import: "Importa un archivo CSV",
    importCustomers:
      "Importa clientes y contactos: nombre, tipo, segmento, país, contacto, correo, idioma, zona",
    importResponses: "Importa respuestas dadas en otro lugar",
    surveyOption: "Nombre de la encuesta",
    instrumentOption: "nps, csat, ces o expectations",
    scoreOption: "Columna de la puntuación",
    atOption: "Columna de la fecha",
    accountOption: "Columna del nombre del cliente",
    segmentOption: "Columna de un segmento",
    idOption: "Columna de un identificador de cada respuesta",
    commentOption: "Columna de un comentario",
    digest: "Escribe las cifras de un periodo",
    jsonOption: "En JSON",
    fromOption: "Primer día, como 2026-01-01",
    toOption: "Día siguiente al último, como 2026-04-01",
    periodWrong: "Indique --from y --to como días, por ejemplo 2026-01-01, el primero antes que el segundo.",
    deliveries: "Lista los mensajes que no han llegado",
    failedOption: "Los que han fallado",
    retryOption: "Los reenvía",
    inbound: "Recoge un correo de la entrada estándar: un rebote, una baja o una respuesta",
    check: "Comprueba los ajustes y cada conexión",
    backup: "Escribe todo lo de la base de datos en un archivo",
    backedUp: (file, tables, rows) =>
      `${file} contiene ${count(rows, "fila", "filas")} de ${count(tables, "tabla", "tablas")}. Lleva datos personales: guárdelo bien.`,
    restore: "Lee una copia en una base de datos vacía",
    restored: (file, tables, rows) =>
      `${count(rows, "fila recuperada", "filas recuperadas")} de ${count(tables, "tabla", "tablas")} desde ${file}.`,
    ready: (url, workspace) =>
      workspace ? `Enfoque está listo. Abra ${url}` : `Enfoque está listo en ${url}`,
    workerReady: "Enfoque va haciendo sus tareas.",
    stopHint: "Ctrl-C lo detiene; todo se conserva.",
    stopping: "Terminando lo que está en curso…",
    stopped: "Detenido.",
    works: "funciona",
    checkDatabase: "PostgreSQL (DATABASE_URL)",
    checkEmbedded: (folder) => `PostgreSQL incorporado en ${folder}`,
    checkRedis: "Redis (REDIS_URL)",
    checkSmtp: "Servidor de correo (SMTP_URL)",
    checkSlack: "Slack",
    checkTeams: "Microsoft Teams",
    withoutRedis: "sin definir; las tareas esperan en PostgreSQL",
    withoutSmtp: "sin definir; los correos quedan en el buzón del espacio en el navegador",
    withoutSlack: "sin definir",
    withoutTeams: "sin definir",
    checkPassed: "Todo lo configurado funciona.",
    checkFailed: (n) => `${count(n, "problema", "problemas")}. Vea docs/operations.md.`,
    checking: (file) => `Comprobando ${file}`,
    importing: (file) => `Importando ${file}`,
    atLine: (line, reason) => `línea ${number.format(line)}: ${reason}`,
    cannotRead: (file, code) =>
      code === "ENOENT"
        ? `No existe el archivo ${file}. No se ha importado nada.`
        : `No se puede leer ${file} (${code}). No se ha importado nada.`,
    cannotWrite: (file, code) =>
      `No se puede escribir ${file} (${code}), así que se ha detenido la importación. Lo anterior se ha importado; no se importará dos veces.`,
    cannotImport: (file, reason) => `No se puede importar ${file}: ${reason} No se ha importado nada.`,
    optionWrong: (option) => `El valor de «${option}» falta o no se admite. No se ha importado nada.`,
    brokeOff: (file, reason) =>
      `No se ha podido leer ${file} hasta el final: ${reason} Lo anterior se ha importado; no se importará dos veces.`,
    customersImported: (customers, contacts, unchanged) =>
      `Se han añadido ${number.format(customers)} ${customers === 1 ? "cliente" : "clientes"} y ${number.format(contacts)} ${contacts === 1 ? "contacto" : "contactos"}; ${number.format(unchanged)} ${unchanged === 1 ? "fila no decía" : "filas no decían"} nada nuevo.`,
    responsesImported: (survey, imported, alreadyThere, customers) =>
      `${number.format(imported)} ${imported === 1 ? "respuesta importada" : "respuestas importadas"} en «${survey}», ${number.format(alreadyThere)} ya ${alreadyThere === 1 ? "estaba importada" : "estaban importadas"}; ${number.format(customers)} ${customers === 1 ? "cliente añadido" : "clientes añadidos"}.`,
    allTaken: "Se han aceptado todas las filas.",
    rejected: (n, file) =>
      `${number.format(n)} ${n === 1 ? "fila rechazada. Está" : "filas rechazadas. Están"} en ${file}, con su línea y su motivo: corríjalas ahí e importe ese archivo.`,
    moreRejected: (n) => `… y ${number.format(n)} más`,
  },
};

export { es as language };
