import type { Catalogue } from "../catalogue.js";

/** Una pregunta que se hace a alguien en el chat. */
export const answering: Catalogue["answering"] = {
  title: (organization) => `A ${organization} le interesa su opinión`,
  anchors: (low, high) => `${low}, ${high}`,
  anchor: (score, label) => `${score} = ${label}`,
  youAnswered: (choice) => `Ha contestado: ${choice}`,
  answeredAnonymously: "Ya ha contestado. Gracias; nadie puede ver qué.",
  changeable: "Durante un día puede cambiarlo aquí.",
  closed: "El plazo para contestar ha terminado.",
  recorded: (choice) => `Hemos registrado su respuesta: ${choice}.`,
  thanks: "Gracias. También hemos recibido lo que nos ha contado.",
};
