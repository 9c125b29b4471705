import type { Catalogue } from "../catalogue.js";


/** Las etiquetas, la pausa, las personas en el chat y las interacciones de un cliente. */
export const account: Catalogue["account"] = {
  tags: "Etiquetas",
  tag: "Etiquetar",
  tagTitle: (customer) => `Etiquetas de ${customer}`,
  tagHint: "Separadas por comas. Vacío: se quitan todas",
  tagged: (customer, tags) => `Etiquetas de ${customer}: ${tags}.`,
  untagged: (customer) => `${customer} no tiene etiquetas.`,
  paused: "En pausa",
  pausedSince: (when) => `desde el ${when}: no se pregunta a nadie`,
  pause: "Dejar de preguntar",
  resume: "Volver a preguntar",
  pausedNow: (customer) => `No se pregunta a nadie de ${customer} hasta que se reanude.`,
  resumedNow: (customer) => `Se vuelve a preguntar a ${customer}, según permitan las reglas de contacto.`,
  inChat: (name) => `en el chat: ${name}`,
  chat: "En el chat",
  chatTitle: "Preguntar a un contacto en el chat",
  chatIntro:
    "A un contacto que es compañero o invitado aquí se le pregunta en un mensaje directo en lugar de por correo.",
  chatMember: "Quién es aquí",
  chatNobody: "Nadie: por correo",
  chatLinked: (contact, member) => `A ${contact} se le pregunta aquí, como ${member}.`,
  chatUnlinked: (contact) => `A ${contact} se le pregunta por correo.`,
  interaction: "Anotar una interacción",
  interactions: "Interacciones",
  interactionKind: {
    meeting: "Reunión",
    call: "Llamada",
    support: "Soporte",
    delivery: "Entrega",
    training: "Formación",
    visit: "Visita",
  },
  interactionNote: "Nota",
  interactionEmail: "Correo del contacto",
  interactionEmailHint: "A quién pregunta una encuesta sobre ella. Vacío: a los contactos del cliente",
  interactionLine: (kind, when, by) => `${kind}, ${when}, de ${by}`,
  interactionLogged: (customer) => `Anotada para ${customer}`,
  triggers: (survey, when) => `«${survey}» preguntará por ella a partir del ${when}.`,
  triggersNothing: "Ninguna encuesta pregunta por ella.",
};
