import type { Locale } from "../customers/store.js";
import type { Role } from "../members/store.js";
import type { NeedKind } from "../needs/store.js";

/** What the example organization is made of: all of it invented, and marked as an example wherever it is shown. */
export type ExampleContent = {
  name: string;
  people: { name: string; role: Role }[];
  channels: string[];
  teams: { name: string; channel: string; themes: string[] }[];
  segments: string[];
  surveys: { nps: string; csat: string; subject: string; service: string };
  needs: { words: string; kind: NeedKind; customers: number }[];
  comments: { low: string[]; high: string[] };
};

export const customerNames = [
  "Alder Foods",
  "Birch Logistics",
  "Cedar Clinics",
  "Dune Energy",
  "Elm Books",
  "Fern Textiles",
  "Grove Bank",
  "Heath Motors",
  "Iris Optics",
  "Juniper Hotels",
  "Kelp Fisheries",
  "Linden Schools",
  "Maple Tools",
  "Nettle Gardens",
  "Olive Markets",
  "Pine Timber",
  "Quartz Watches",
  "Reed Paper",
  "Sage Kitchens",
  "Thistle Bikes",
  "Umber Ceramics",
  "Vale Dairies",
  "Willow Care",
  "Yarrow Pharma",
  "Zephyr Travel",
  "Amber Insurance",
  "Basalt Mining",
  "Coral Resorts",
  "Delta Freight",
  "Ember Heating",
  "Flint Security",
  "Granite Homes",
  "Harbor Shipping",
  "Indigo Print",
  "Jasper Legal",
  "Kestrel Air",
  "Lumen Lighting",
  "Meadow Farms",
  "North Ferries",
  "Opal Studios",
] as const;

const contents: Record<"en" | "es", ExampleContent> = {
  en: {
    name: "Example Organization",
    people: [
      { name: "Olga", role: "admin" },
      { name: "Marc", role: "manager" },
      { name: "Tess", role: "member" },
    ],
    channels: ["general", "product", "support", "billing"],
    teams: [
      { name: "Product", channel: "product", themes: ["access", "product", "speed"] },
      { name: "Support", channel: "support", themes: ["support", "quality", "delivery"] },
      { name: "Billing", channel: "billing", themes: ["billing"] },
    ],
    segments: ["Enterprise", "Mid-size", "Small"],
    surveys: {
      nps: "Relationship NPS",
      csat: "Support CSAT",
      subject: "Example Organization",
      service: "our support",
    },
    needs: [
      { words: "Wants single sign-on (SSO) before the renewal in spring", kind: "need", customers: 4 },
      { words: "Needs the invoices exported to their own accounting software", kind: "need", customers: 3 },
      { words: "Support takes two days to answer on Fridays", kind: "complaint", customers: 3 },
      { words: "Expects reports to load in under two seconds", kind: "expectation", customers: 2 },
      { words: "Deliveries arrive late at the island warehouse", kind: "complaint", customers: 2 },
      { words: "Would like a feature to plan campaigns a year ahead", kind: "need", customers: 1 },
    ],
    comments: {
      low: [
        "Support took too long to answer.",
        "The reports are slow.",
        "The invoice was wrong twice.",
        "Nobody told us about the delay.",
      ],
      high: ["Quick and friendly.", "It simply works.", "You kept your word.", "Our team likes it."],
    },
  },
  es: {
    name: "Organización de ejemplo",
    people: [
      { name: "Olga", role: "admin" },
      { name: "Marc", role: "manager" },
      { name: "Teresa", role: "member" },
    ],
    channels: ["general", "producto", "soporte", "facturación"],
    teams: [
      { name: "Producto", channel: "producto", themes: ["access", "product", "speed"] },
      { name: "Soporte", channel: "soporte", themes: ["support", "quality", "delivery"] },
      { name: "Facturación", channel: "facturación", themes: ["billing"] },
    ],
    segments: ["Grandes cuentas", "Medianas", "Pequeñas"],
    surveys: {
      nps: "NPS de relación",
      csat: "CSAT de soporte",
      subject: "la Organización de ejemplo",
      service: "nuestro soporte",
    },
    needs: [
      { words: "Quiere acceso único (SSO) antes de renovar en primavera", kind: "need", customers: 4 },
      { words: "Necesita exportar las facturas a su programa de contabilidad", kind: "need", customers: 3 },
      { words: "El soporte tarda dos días en contestar los viernes", kind: "complaint", customers: 3 },
      {
        words: "Espera que los informes carguen en menos de dos segundos; ahora van lentos",
        kind: "expectation",
        customers: 2,
      },
      { words: "Las entregas llegan con retraso al almacén de la isla", kind: "complaint", customers: 2 },
      {
        words: "Le gustaría una función para planificar campañas con un año de antelación",
        kind: "need",
        customers: 1,
      },
    ],
    comments: {
      low: [
        "El soporte tardó demasiado en contestar.",
        "Los informes van lentos.",
        "La factura vino mal dos veces.",
        "Nadie nos avisó del retraso.",
      ],
      high: [
        "Rápidos y amables.",
        "Funciona y ya está.",
        "Cumplieron lo prometido.",
        "A nuestro equipo le gusta.",
      ],
    },
  },
};

/** The example in the language nearest to a tag. */
export function exampleContent(locale: Locale): ExampleContent {
  return contents[locale.startsWith("es") ? "es" : "en"];
}
