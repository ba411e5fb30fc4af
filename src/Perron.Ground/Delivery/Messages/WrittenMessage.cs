using System.Net;
using System.Text;
namespace Perron.Delivery.Messages;

/// <summary>A message ready to go: what stands in the subject, the text, and the same text as HTML.</summary>
/// <param name="Short">For a telephone: the subject and the link.</param>
public sealed record WrittenMessage(string Subject, string Text, string Html, string Short)
{
    internal static WrittenMessage Of(MessageTemplate message, MessageTemplate footer, IReadOnlyDictionary<string, string> values, string language)
    {
        var subject = OneLine(Fill(message.Subject, values));
        var text = string.Join("\r\n\r\n", message.Blocks.Select(block => Fill(block, values).ReplaceLineEndings("\r\n"))) + "\r\n\r\n-- \r\n" + Fill(footer.Blocks[0], values).ReplaceLineEndings("\r\n") + "\r\n";
        var body = string.Concat(message.Blocks.Select(block => Block(block, values)));
        var html = $"""
            <!doctype html>
            <html lang="{language}"><head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(subject)}</title></head>
            <body>
            <h1>{WebUtility.HtmlEncode(values["commune"])}</h1>
            {body}
            <hr>
            {Block(footer.Blocks[0], values)}
            </body></html>
            """;
        return new(subject, text, html, values.TryGetValue("link", out var link) ? $"{subject}\n{link}" : subject);
    }

    /// <summary>What stands between heading and footer of the HTML: for showing it inside a page.</summary>
    public string Body => Html[(Html.IndexOf("</h1>", StringComparison.Ordinal) + 5)..Html.LastIndexOf("<hr>", StringComparison.Ordinal)];

    private static string Fill(string text, IReadOnlyDictionary<string, string> values) => MessageTemplate.Place().Replace(text, place => values[place.Groups[1].Value]);

    // Whatever a value holds, it is a text: nothing in it becomes markup.
    private static string Block(string block, IReadOnlyDictionary<string, string> values)
    {
        if (block is "{link}")
        {
            var link = WebUtility.HtmlEncode(values["link"]);
            return $"<p><a href=\"{link}\">{link}</a></p>\n";
        }

        if (block is "{code}")
        {
            return $"<p><strong>{WebUtility.HtmlEncode(values["code"])}</strong></p>\n";
        }

        if (block.StartsWith("- ", StringComparison.Ordinal))
        {
            return $"<ul>{string.Concat(block.Split('\n').Select(line => $"<li>{Html(line[2..])}</li>"))}</ul>\n";
        }

        return $"<p>{Html(block)}</p>\n";

        string Html(string text) => WebUtility.HtmlEncode(Fill(text, values)).ReplaceLineEndings("<br>\n");
    }

    // A line break in a value must not begin a header of its own.
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            line.Append(char.IsControl(sign) ? ' ' : sign);
        }

        return line.Length > 200 ? line.ToString(0, 200) : line.ToString();
    }
}
