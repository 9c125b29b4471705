import type { ThemeRow } from "./store.js";

/** The themes a new organization begins with. */
export const startingThemes: Omit<ThemeRow, "id">[] = [
  {
    key: "access",
    en: "Access and security",
    es: "Acceso y seguridad",
    stems: ["sso", "login", "password", "permission", "secur", "contraseñ", "permiso", "acceso", "segur"],
  },
  {
    key: "billing",
    en: "Billing and price",
    es: "Facturación y precio",
    stems: ["invoic", "bill", "price", "pricing", "payment", "factur", "precio", "pago", "cobro"],
  },
  {
    key: "delivery",
    en: "Delivery and deadlines",
    es: "Entrega y plazos",
    stems: ["deliver", "shipping", "late", "delay", "deadline", "entreg", "envío", "retras", "plazo"],
  },
  {
    key: "product",
    en: "Product and features",
    es: "Producto y funciones",
    stems: ["feature", "export", "report", "integrat", "api", "funci", "informe", "integrac"],
  },
  {
    key: "quality",
    en: "Quality and defects",
    es: "Calidad y defectos",
    stems: ["bug", "error", "defect", "broken", "crash", "quality", "fall", "calidad", "rot"],
  },
  {
    key: "speed",
    en: "Speed and stability",
    es: "Velocidad y estabilidad",
    stems: ["slow", "speed", "downtime", "outage", "lento", "lenta", "lentitud", "velocidad", "caíd"],
  },
  {
    key: "support",
    en: "Service and support",
    es: "Atención y soporte",
    stems: ["support", "answer", "reply", "help", "agent", "soporte", "atenci", "respuesta", "ayuda"],
  },
];

/** The themes whose stems begin a word of the text; case and accents do not matter. */
export function themesIn<T extends { stems: string[] }>(text: string, themes: T[]): T[] {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return themes.filter(({ stems }) =>
    stems.some((stem) => words.some((word) => word.startsWith(fold(stem)))),
  );
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
