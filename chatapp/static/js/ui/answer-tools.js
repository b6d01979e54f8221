// What can be done with an answer that has ended.

import { useEffect } from "preact/hooks";

import { boot } from "fragaria/store/boot.js";
import { t } from "fragaria/text/t.js";
import { AnswerMenu } from "fragaria/ui/answer-menu.js";
import { CopyButton } from "fragaria/ui/copy-button.js";
import { html } from "fragaria/ui/html.js";
import { MessageTime } from "fragaria/ui/message-time.js";
import { startQuoting } from "fragaria/ui/quoting.js";
import { Thumbs } from "fragaria/ui/thumbs.js";
import { TryAgain } from "fragaria/ui/try-again.js";
import { Versions } from "fragaria/ui/versions.js";

/** `question` is the message that it answers, if that is known. */
export function AnswerTools({ message, question }) {
  useEffect(() => (boot.read_only ? undefined : startQuoting()), []);
  const { text, run } = message;
  return html`
    ${text && html`<${CopyButton} text=${text} label=${t("Copy the answer")} />`}
    ${text && run && !boot.read_only && html`<${Thumbs} message=${message} />`}
    ${question && !boot.read_only && html`<${TryAgain} question=${question} />`}
    <${AnswerMenu} message=${message} />
    <span class="message-where"><${Versions} message=${message} /><${MessageTime} iso=${message.created_at} /></span>
  `;
}
