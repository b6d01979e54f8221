// A text with one of everything.

export const LONG_TEXT = `# Title

A paragraph
over two lines, with **bold** and \`code\`.

1. one

   still one
2. two
   - inner

| a | b |
|:--|--:|
| 1 | 2 |

\`\`\`python
def f():

    return "# not a title"
\`\`\`

> quoted
> more

Setext
------

    indented code

- loose

- list

- [x] done
- [ ] to do

A [link][1] and $a + b$ and \\(c\\).

$$
x - 1
- y
$$

[1]: https://example.org/one

~~~
x
~~~

\`\`\`python
print(1)
\`\`\`

1. a

   \`\`\`js
   f();
   \`\`\`
2. b

***
The end, see https://example.org/.`;
