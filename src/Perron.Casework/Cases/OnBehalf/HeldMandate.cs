using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.OnBehalf;

/// <summary>A mandate under which somebody asks, and the person in whose name.</summary>
public sealed record HeldMandate(Mandate Mandate, Citizen Giver)
{
    /// <summary>What the form need not ask. The number is not among it: the register is asked by the mandate, and its holder never reads it.</summary>
    internal Answers Known(FormDefinition form)
    {
        var known = new Dictionary<string, IReadOnlyList<string>>();
        void Say(string? name, string value)
        {
            if (name is not null)
            {
                known[name] = [value];
            }
        }

        Say(form.Playing(FieldRole.ForWhom)?.Name, FieldRoles.SomebodyElse);
        Say(form.Playing(FieldRole.ThirdPersonGivenName)?.Name, Giver.GivenName);
        Say(form.Playing(FieldRole.ThirdPersonFamilyName)?.Name, Giver.FamilyName);
        if (form.Playing(FieldRole.ThirdPerson) is { } whole)
        {
            Say($"{whole.Name}.prenom", Giver.GivenName);
            Say($"{whole.Name}.nom", Giver.FamilyName);
        }

        return new(known);
    }
}

/// <summary>The request was made under a mandate of the personal space.</summary>
public sealed record CaseFiledUnderMandate(Guid Mandate);

internal static class HeldMandates
{
    /// <summary>The mandates under which this visitor may ask for this procedure today: strongly known, in force, and given by somebody whose number is known.</summary>
    public static async Task<IReadOnlyList<HeldMandate>> MandatesFor(this PerronDb db, Visitor visitor, string procedure, LocalDate today)
    {
        if (visitor is not { Citizen: { } holder, Level: IdentityLevel.Strong })
        {
            return [];
        }

        var held = await db.Set<Mandate>().AsNoTracking().Where(mandate => mandate.HeldBy == holder && mandate.EndedAt == null)
            .Join(db.Set<Citizen>().Where(giver => giver.NumberIndex != null), mandate => mandate.GivenBy, giver => giver.Id, (mandate, giver) => new { mandate, giver }).ToListAsync();
        return [.. held.Where(one => one.mandate.Opens(procedure, today)).OrderBy(one => one.giver.Name, StringComparer.Ordinal).Select(one => new HeldMandate(one.mandate, one.giver))];
    }

    /// <summary>The mandates under which these drafts are asked.</summary>
    public static async Task<IReadOnlyDictionary<MandateId, Mandate>> Mandates(this PerronDb db, IReadOnlyList<Draft> drafts)
    {
        var ids = drafts.Select(draft => draft.MandateId).OfType<MandateId>().ToList();
        return ids.Count == 0 ? new Dictionary<MandateId, Mandate>() : await db.Set<Mandate>().AsNoTracking().Where(mandate => ids.Contains(mandate.Id)).ToDictionaryAsync(mandate => mandate.Id);
    }

    /// <summary>Under which mandate a case was filed, as a sentence; null when under none.</summary>
    public static async Task<string?> UnderWhich(this PerronDb db, CaseFile file, Commune commune, string language)
    {
        if (!file.Folder.MayHold<Mandate>() || await db.MandateOf(file.Case) is not { } mandate)
        {
            return null;
        }

        var words = Words.Of(typeof(HeldMandates));
        return words.In(language, "under-mandate", mandate.GiverName, commune.Local(mandate.AcceptedAt!.Value).Date.LongDate(language), mandate.Until.LongDate(language))
            + (mandate.EndedAt is { } ended ? $" {words.In(language, "under-mandate-ended", commune.Local(ended).Date.LongDate(language))}" : "");
    }

    public static Task<Mandate?> MandateOf(this PerronDb db, Case one) => UnderIt(db, one.Id);

    // Asked whenever a case is followed or handled, hence translated once.
    private static readonly Func<PerronDb, StreamId, Task<Mandate?>> UnderIt = EF.CompileAsyncQuery((PerronDb db, StreamId id) => db.Set<CaseMandator>().Where(mandator => mandator.CaseId == id)
        .Join(db.Set<Mandate>(), mandator => mandator.MandateId, mandate => mandate.Id, (_, mandate) => mandate).AsNoTracking().SingleOrDefault());
}
