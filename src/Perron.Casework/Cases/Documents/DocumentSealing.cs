using Microsoft.Extensions.Logging;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Sealing;
using Perron.Platform.Web;
namespace Perron.Cases.Documents;

/// <summary>
/// Seals the documents of one request. The time comes from an authority over the network, which no transaction waits for:
/// the first time something is to be sealed the work is undone, it is sealed outside, and the work that is begun anew finds it here, if it still is the same document.
/// </summary>
internal sealed partial class DocumentSealing(PdfSealer sealer, ILogger<DocumentSealing> log)
{
    /// <param name="Trouble">Why it is not sealed.</param>
    public sealed record Outcome(string Code, byte[] Pdf, SealTrouble? Trouble);

    private readonly Dictionary<string, Outcome> _asked = [];

    /// <param name="content">What stands on it, by which it is known again.</param>
    public Outcome Of(DocumentContent content, Func<string, byte[]> print, Organisation organisation, Commune commune, Instant now)
    {
        var what = content.ToJson();
        return _asked.Remove(what, out var known) ? known : throw new OutsideFirst(async () => _asked[what] = await Ask(content, print, organisation, commune, now));
    }

    private async Task<Outcome> Ask(DocumentContent content, Func<string, byte[]> print, Organisation organisation, Commune commune, Instant now)
    {
        var code = DocumentCode.New();
        try
        {
            var owner = new SealOwner(commune.Slug, organisation.Slug, $"{organisation.Name.In(content.Language)}, {commune.Name}");
            return new(code, await sealer.Seal(print(code), owner, $"{content.Title} {content.Reference}", commune.Name, now), null);
        }
        catch (SealFault fault)
        {
            NotSealed(log, commune.Slug, organisation.Slug, fault);
            return new(code, [], fault.Trouble);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing is issued for {Organisation} of {Commune}: it could not be sealed.")]
    private static partial void NotSealed(ILogger log, string commune, string organisation, Exception fault);
}
