import type { VNode } from "preact";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Field, Form } from "../../views/form.js";
import type { Pressing } from "./render.js";

/** The prefix of the answers' names, so that no field can pass for one of ours. */
export const fieldPrefix = "field.";

/** A form as a section of the page; problems stand next to their fields. */
export function FormView({ form, pressing, t }: { form: Form; pressing: Pressing; t: Catalogue }): VNode {
  const { title, intro, error, command, known, fields, submit } = form;
  const lists = fields.filter(({ type }) => type === "multiselect").map(({ name }) => name);
  const first = fields.find((field) => field.error) ?? fields[0];
  return (
    <section class="asked card" aria-labelledby="form-title">
      <form method="post" action={`${pressing.path}/submit`} noValidate>
        <h2 id="form-title" dir="auto">
          {title}
        </h2>
        {intro ? <p dir="auto">{intro}</p> : null}
        {error ? (
          <p class="problem" role="alert">
            {error}
          </p>
        ) : null}
        <input type="hidden" name="token" value={pressing.token} />
        <input type="hidden" name="act" value={pressing.newId()} />
        <input type="hidden" name="command" value={command} />
        <input type="hidden" name="known" value={JSON.stringify(known)} />
        <input type="hidden" name="lists" value={lists.join(",")} />
        {fields.map((field) => (
          <FieldView key={field.name} field={field} t={t} focused={field === first} />
        ))}
        <div class="actions">
          <button type="submit" class="primary">
            {submit}
          </button>
          <a class="cancel" href={pressing.path}>
            {t.workspace.cancel}
          </a>
        </div>
      </form>
    </section>
  );
}

function FieldView({ field, t, focused }: { field: Field; t: Catalogue; focused: boolean }): VNode {
  const { name, hint, error, optional } = field;
  const id = `field-${name}`;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-problem` : ""].filter(Boolean).join(" ");
  const common = {
    name: `${fieldPrefix}${name}`,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? ("true" as const) : undefined,
  };
  const label = (
    <>
      {field.label}
      {optional ? <span class="muted"> ({t.workspace.optional})</span> : null}
    </>
  );
  const notes = (
    <>
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
      {error ? (
        <small id={`${id}-problem`} class="problem" role="alert">
          {error}
        </small>
      ) : null}
    </>
  );
  if (field.type === "multiselect") {
    return (
      <fieldset aria-describedby={common["aria-describedby"]} aria-invalid={common["aria-invalid"]}>
        <legend>{label}</legend>
        <div class="choices">
          {field.options.map(({ value, label: shown }) => (
            <label key={value}>
              <input
                type="checkbox"
                name={common.name}
                value={value}
                checked={field.value?.includes(value)}
              />
              <span>{shown}</span>
            </label>
          ))}
        </div>
        {notes}
      </fieldset>
    );
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Control field={field} attributes={{ ...common, id, required: !optional, autofocus: focused }} />
      {notes}
    </div>
  );
}

type Attributes = {
  id: string;
  name: string;
  required: boolean;
  autofocus: boolean;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
};

function Control({
  field,
  attributes,
}: {
  field: Exclude<Field, { type: "multiselect" }>;
  attributes: Attributes;
}): VNode {
  switch (field.type) {
    case "text":
      return <input {...attributes} type="text" value={field.value ?? ""} dir="auto" autocomplete="off" />;
    case "multiline":
      return <textarea {...attributes} rows={4} value={field.value ?? ""} dir="auto" />;
    case "datetime":
      return <input {...attributes} type="datetime-local" value={(field.value ?? "").slice(0, 16)} />;
    case "select": {
      const chosen = field.options.some(({ value }) => value === field.value);
      return (
        <select {...attributes}>
          {field.optional || !chosen ? <option value="" /> : null}
          {field.options.map(({ value, label }) => (
            <option key={value} value={value} selected={value === field.value}>
              {label}
            </option>
          ))}
        </select>
      );
    }
  }
}
