using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.Desk;

/// <summary>Who has looked at a file: the officer's name, when and why, for the person whose file it is.</summary>
internal static class Lookers
{
    public static async Task<IReadOnlyList<string>> Of(PerronDb db, CaseFile file, Commune commune, string language)
    {
        var looks = file.Events.Where(happened => happened.Visibility == Visibility.Access && happened.Actor.Split(':') is ["officer" or "party", _])
            .Select(happened => (Kind: happened.Actor.Split(':')[0], Id: Guid.Parse(happened.Actor.Split(':')[1]), happened.At)).ToList();
        var names = await db.OfficerNames([.. looks.Where(look => look.Kind == "officer").Select(look => OfficerId.From(look.Id)).Distinct()]);
        return [.. looks.OrderByDescending(look => look.At).Take(50).Select(look => look.Kind == "officer"
            ? Words.Of(typeof(Lookers)).In(language, "looked-line", commune.Local(look.At).DateAndTime(language), names.GetValueOrDefault(OfficerId.From(look.Id), "?"))
            : Words.Of(typeof(Lookers)).In(language, "looked-line-outside", commune.Local(look.At).DateAndTime(language), file.Parties.FirstOrDefault(party => party.Id.Value == look.Id)?.Who.In(language) ?? "?"))];
    }
}
