using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.CommandLine;

/// <summary>
/// <c>perron officer invite</c>: the first administrator of an organisation. Prints the link, which is sent by mail as well; whoever holds it chooses a password
/// and sets up a second factor. Typed again, it invites again.
/// </summary>
internal static class InviteOfficer
{
    /// <summary>The operator has invited an administrator.</summary>
    public sealed record AdministratorInvited(Guid Officer);

    public static async Task<int> Run(IServiceProvider services, string slug, string organisation, string email, string given, string family)
    {
        if ((await VerifyEverything.Communes(services)).SingleOrDefault(commune => commune.Slug == slug) is not { } commune)
        {
            await Console.Error.WriteLineAsync($"No commune '{slug}'. See: perron commune list");
            return 1;
        }

        string? told = null;
        await SettleCommunes.Inside(services, commune.Id, async (scope, db) => told = await Invite(scope, db, commune, organisation, email, given, family));
        await (told is null ? Console.Error : Console.Out).WriteLineAsync(told ?? $"Nobody was invited. The organisation is one of: {await Names(services, commune)}; the address is one of nobody who has left or works for another organisation.");
        return told is null ? 1 : 0;
    }

    private static async Task<string?> Invite(IServiceProvider scope, PerronDb db, Commune commune, string slug, string email, string given, string family)
    {
        var now = scope.GetRequiredService<TimeProvider>().GetCurrentInstant();
        if (await db.Set<Organisation>().SingleOrDefaultAsync(one => one.Slug == slug) is not { } organisation
            || await Invitation.Administrator(db, commune, organisation.Id, email, given, family, scope.GetRequiredService<IPeoplePost>(), scope.GetRequiredService<PublicAddress>(), scope.GetRequiredService<HouseKeys>(), now) is not var (officer, link))
        {
            return null;
        }

        var id = StreamId.From(officer.Id.Value);
        if (await db.Set<Timeline.Stream>().SingleOrDefaultAsync(known => known.Id == id) is not { } stream)
        {
            db.Add(stream = new() { CommuneId = commune.Id, OrganisationId = organisation.Id, Id = id, Kind = "officer", Reference = Reference.New(commune.Letters).Value, OpenedAt = now });
        }

        db.Add(stream.Happened(new AdministratorInvited(officer.Id.Value), now, "house", "gestion des accès", Visibility.Internal));
        await db.SaveChangesAsync();
        return $"{officer.Name} <{officer.Email}> administers {slug} of {commune.Slug}. For three days and once, at a browser of that person:\n{link}";
    }

    private static async Task<string> Names(IServiceProvider services, Commune commune)
    {
        var names = "";
        await SettleCommunes.Inside(services, commune.Id, async (_, db) => names = string.Join(", ", await db.Set<Organisation>().Select(one => one.Slug).OrderBy(one => one).ToListAsync()));
        return names;
    }
}
