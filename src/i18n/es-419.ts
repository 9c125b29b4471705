import type { Catalogue } from "./catalogue.js";
import { es } from "./es.js";

/** El español de América: lo que allí se dice de otra manera que en España. */
export const language: Catalogue = {
  ...es,
  locale: "es-419",
  languageName: "Español (Latinoamérica)",
  survey: {
    ...es.survey,
    question: {
      ...es.survey.question,
      nps: (x) => `¿Qué tan probable es que recomiende ${x} a un amigo o colega?`,
    },
  },
};
