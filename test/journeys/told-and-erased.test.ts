import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrowserPerson, filledIn, startOrganization, textIn } from "../support/browser-person.js";
import { startTestService, type TestService } from "../support/service.js";

const words = "Los <pedidos> llegan tarde & mal";
const email = "ana@acme.example";

// Each step goes on from the one before: repeating one alone would say nothing.
describe("from the public page to a need, and from a mail to being forgotten", { retry: 0 }, () => {
  let product: TestService;
  let boss: BrowserPerson;
  let talk = "";
  let privacy = "";

  beforeAll(async () => {
    product = await startTestService({ without: ["slack", "teams"] });
    boss = await startOrganization(product, { name: "Panadería Ñandú", person: "Olga" });
    await boss.say("/team set Product: product", await boss.channel("product"));
    await boss.say(`customer add Acme, ${email}`);
  });
  afterAll(() => product?.close());

  const linkIn = (text: string, path: string) =>
    new RegExp(`https://enfoque\\.example\\.com/${path}[^\\s<"]*`).exec(text)?.[0] ?? "";
  const mailed = async (count: number) => {
    await product.settled();
    await product.smtp.waitFor(async () => product.smtp.to(email).length === count);
    return product.smtp.to(email)[count - 1]!;
  };

  it("an admin finds the addresses of the public pages", async () => {
    await boss.say("organización");
    const card = await boss.lastPost();
    talk = linkIn(card.html, "talk/");
    privacy = linkIn(card.html, "privacy/");
    expect(talk).toBe("https://enfoque.example.com/talk/panaderia-nandu");
  });

  it("a customer tells something there and gets a reference, on the page and by mail", async () => {
    const page = await (await product.open(`${talk}?lang=es`)).text();
    product.clock.move(5_000);
    const form = filledIn(page, { kind: "complaint", words, email, name: "Ana" });
    const answer = await product.open(talk, form);
    expect(answer.status).toBe(303);
    const thanks = await product.open(`https://enfoque.example.com${answer.headers.get("location")}`);
    const [reference = ""] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textIn(await thanks.text())) ?? [];
    const mail = await mailed(1);
    expect(mail.subject).toBe("Panadería Ñandú ha recibido lo que escribió");
    expect(mail.text).toContain(reference);
    expect(mail.raw).not.toContain("pedidos");
    const status = await product.open(linkIn(mail.text, "talk/"));
    expect(textIn(await status.text())).toContain("Recibido");
  });

  it("the owner sees it in chat and records it with one press", async () => {
    const card = await boss.lastPost();
    expect(card.text).toContain("Complaint from Acme");
    expect(card.text).toContain(words);
    await boss.press(card, "Record as a complaint");
    await product.settled();
    const posts = await boss.posts();
    expect(posts.find(({ id }) => id === card.id)?.text).toContain("Recorded as N-1");
    expect((await boss.posts(await boss.channel("product"))).at(-1)?.text).toContain(words);
  });

  it("the customer asks for their data, sees it and has it erased", async () => {
    const page = await (await product.open(`${privacy}?lang=es`)).text();
    const [dataForm = ""] = /<form[^>]*\/data"[\s\S]*?<\/form>/.exec(page) ?? [];
    expect((await product.open(`${privacy}/data`, filledIn(dataForm, { email }))).status).toBe(303);
    const link = linkIn((await mailed(2)).text, "d/");
    expect(textIn(await (await product.open(link)).text())).toContain(words);
    const question = await (await product.open(`${link}/erase?lang=es`)).text();
    const done = await product.open(`${link}/erase`, filledIn(question, {}));
    expect(textIn(await done.text())).toContain("Está borrado");
    expect((await product.open(link)).status).toBe(404);
  });

  it("nothing of them is left, neither in the database nor on the cards in chat", async () => {
    await product.settled();
    const recorded = JSON.stringify(await product.recorded());
    expect(recorded).not.toContain("pedidos");
    expect(recorded).not.toContain(email);
    const shown = [...(await boss.posts()), ...(await boss.posts(await boss.channel("product")))];
    expect(shown.map(({ text }) => text).join("\n")).toContain(
      "(erased at the person’s wish)".replace("’", "'"),
    );
    const log = JSON.stringify(product.logged);
    expect(log).not.toContain(email);
    expect(log).not.toContain("pedidos");
    expect(product.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it("what is old is forgotten by the service itself, once a day", async () => {
    product.clock.move(100 * 86_400_000);
    await product.tick();
    await product.tick();
    const audit = await product.rows<{ action: string }>("Audit");
    expect(audit.filter(({ action }) => action === "data.expired")).toHaveLength(1);
    expect(
      (await product.rows<{ transport: string }>("Delivery")).some(({ transport }) => transport === "mail"),
    ).toBe(false);
  });
});
