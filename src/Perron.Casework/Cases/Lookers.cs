using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>Who has looked at a file: the officer's name, when and why, for the person whose file it is.</summary>
internal static class Lookers
{
    public static async Task<IReadOnlyList<string>> Of(PerronDb db, CaseFile file, Commune commune, string language)
    {
        var looks = file.Events.Where(happened => happened.Visibility == Visibility.Access && happened.Actor.StartsWith("officer:", StringComparison.Ordinal))
            .Select(happened => (Officer: OfficerId.From(Guid.Parse(happened.Actor[8..])), happened.At)).ToList();
        var names = await db.OfficerNames([.. looks.Select(look => look.Officer).Distinct()]);
        return [.. looks.OrderByDescending(look => look.At).Take(50).Select(look =>
            Words.Of(typeof(Lookers)).In(language, "looked-line", commune.Local(look.At).DateAndTime(language), names.GetValueOrDefault(look.Officer, "?")))];
    }
}
