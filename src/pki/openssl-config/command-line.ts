/** Tells a line that calls openssl to make a key, a request or a certificate; light enough for the page. */

/** Behind a prompt, `sudo`, variables of the call or another command, or as a comment's advice. */
const COMMAND =
  /(?:^|&&|[;|])[ \t]*(?:[$%>#]+[ \t]+)?(?:(?:sudo|winpty|exec|time|env|\w+=[^\s;&|]*)[ \t]+)*(?:[\w./:-]*[\\/])?openssl(?:\.exe)?[ \t]+(?:req|x509|ca|genrsa|genpkey|ecparam)\b/;

export const isOpensslCommand = (line: string): boolean => COMMAND.test(line);
