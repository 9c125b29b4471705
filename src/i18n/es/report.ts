import type { Catalogue } from "../catalogue.js";

const number = new Intl.NumberFormat("es");
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

/** El informe de una encuesta o de una de sus oleadas. */
export const report: Catalogue["report"] = {
  title: (name) => `${name}: informe`,
  titleWave: (name, wave) => `${name}: informe de la oleada ${number.format(wave)}`,
  verdict: (answered, asked, share, low, high) =>
    `Han contestado ${number.format(answered)} de ${number.format(asked)} (${share}; ${low} … ${high}).`,
  verdictSoFar: (answered, asked, share, low, high) =>
    `Hasta ahora han contestado ${number.format(answered)} de ${number.format(asked)} (${share}; ${low} … ${high}).`,
  nobodyAsked: "Todavía no se ha preguntado a nadie.",
  running: "La puntuación de una encuesta anónima se muestra cuando termina el plazo para contestar.",
  smallWave:
    "La puntuación de esta oleada no se muestra: han contestado muy pocos para que siga siendo anónima.",
  completion: "De quienes empezaron",
  completionIs: (part, of, share) => `terminaron ${number.format(part)} de ${number.format(of)} (${share})`,
  path: "Del envío a la respuesta",
  delivered: "Entregadas",
  opened: "Páginas abiertas por personas",
  scanned: "Abiertas solo por filtros de correo",
  started: "Empezaron a contestar",
  answered: "Contestaron",
  replies: "Respuestas por correo",
  autoReplies: "Respuestas automáticas",
  waiting: "Pendientes de salir",
  withdrawn: "Finalmente no enviadas",
  segments: "Por segmento",
  noSegment: "sin segmento",
  segment: (segment, population, sent) =>
    `${segment}: ${count(population, "contacto", "contactos")}, se preguntó a ${number.format(sent)}`,
  segmentAnswered: (answered, share) => `contestaron ${number.format(answered)} (${share})`,
  segmentHidden: "muy pocos para mostrarlo",
  silent: (segments) =>
    `En silencio: no ha contestado nadie de ${segments}. Lo que lee aquí no habla por ellos.`,
  unasked: (segments) => `No se preguntó a nadie de ${segments}.`,
  languages: "Idiomas de las respuestas",
  unknownLanguage: "sin dato",
  otherWave: (wave) => `Oleada ${number.format(wave)}`,
  allWaves: "Todas las oleadas",
  howToRead:
    "Entre paréntesis figuran intervalos del 95 %: si el azar hubiera elegido a otros, el resultado podría estar en cualquier punto de ellos. Los correos devueltos no cuentan como preguntados.",
};
