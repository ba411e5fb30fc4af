using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Web;
namespace Perron.Cases.Replies;

/// <summary>What stands in the places of a reply, in the language of the citizen as far as the words of the commune go.</summary>
internal static class ReplyWords
{
    /// <param name="agent">The first name of the officer; null for what the house sends by itself.</param>
    public static Dictionary<string, string> Of(CaseFile file, ServiceUnit unit, string? agent, Commune commune, Instant now) => new()
    {
        ["nom"] = file.Case.ApplicantName,
        ["référence"] = file.Case.Reference,
        ["démarche"] = file.Procedure.Title.In(file.Case.Language),
        ["date"] = commune.Today(now).LongDate(file.Case.Language),
        ["service"] = unit.Name.In(file.Case.Language),
        ["téléphone"] = unit.Phone,
        ["agent"] = agent ?? commune.Name,
    };
}
