using System.Text.RegularExpressions;
using Perron.Platform.Catalogue;
namespace Perron.Delivery.Messages;

/// <summary>One message in one language, as it is written in the catalogue: "# subject", a blank line, blocks with {places}.</summary>
internal sealed partial record MessageTemplate(string Subject, IReadOnlyList<string> Blocks)
{
    public static MessageTemplate Read(string file, string name, IReadOnlySet<string> places, bool hasSubject)
    {
        var lines = File.ReadAllLines(file);
        foreach (var (line, text) in lines.Index())
        {
            foreach (Match place in Place().Matches(text))
            {
                if (!places.Contains(place.Groups[1].Value))
                {
                    throw new CatalogueFault(name, line + 1, $"{place.Value} is not known in this message", $"Use {string.Join(", ", places.Order(StringComparer.Ordinal))}, or declare it in messages.yaml.");
                }
            }
        }

        if (hasSubject && (lines is [] || !lines[0].StartsWith("# ", StringComparison.Ordinal)))
        {
            throw new CatalogueFault(name, 1, "the message has no subject", "Write '# subject' on the first line.");
        }

        var body = string.Join('\n', hasSubject ? lines.Skip(1) : lines).Trim('\n');
        return new(hasSubject ? lines[0][2..].Trim() : "", [.. body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
    }

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    public static partial Regex Place();
}
