using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases;

internal static class Messages
{
    public static CaseMessage Add(PerronDb db, CaseFile file, MessageKind kind, OfficerId? officer, string text, Visitor by, Instant now)
    {
        var message = new CaseMessage
        {
            CommuneId = file.Case.CommuneId, OrganisationId = file.Case.OrganisationId, CaseId = file.Case.Id, Kind = kind, Officer = officer, Text = text, At = now,
        };
        db.Add(message);
        db.Add(file.Stream.Happened(new MessageWritten(message.Id.Value, kind.ToString()), now, by.Actor, "demande",
            kind == MessageKind.InternalNote ? Visibility.Internal : Visibility.Public));
        file.Case.ChangedAt = now;
        return message;
    }

    /// <summary>What the citizen wrote has been seen by an officer.</summary>
    public static void ReadByOfficers(CaseFile file, Instant now)
    {
        foreach (var unread in file.Messages.Where(message => message.Kind == MessageKind.FromCitizen && message.ReadAt is null))
        {
            unread.ReadAt = now;
        }
    }

    /// <summary>What the citizen reads: the service and a first name, never an internal note.</summary>
    public static async Task<IReadOnlyList<ThreadMessage>> ForCitizen(PerronDb db, CaseFile file, ServiceUnit unit, Commune commune, string language)
    {
        var names = await Names(db, file);
        return [.. file.Messages.Where(message => message.Kind != MessageKind.InternalNote).Select(message => new ThreadMessage(
            message.Kind == MessageKind.FromCitizen ? Words.Of(typeof(Messages)).In(language, "you") : $"{unit.Name.In(language)}, {FirstName(names, message)}",
            commune.Local(message.At).DateAndTime(language), message.Text, message.Kind == MessageKind.FromCitizen, []))];
    }

    /// <summary>The same thread as the officers read it: whole names, and theirs on their side.</summary>
    public static IReadOnlyList<ThreadMessage> ForOfficer(CaseFile file, IReadOnlyDictionary<OfficerId, string> names, Commune commune, string language) =>
        [.. file.Messages.Where(message => message.Kind != MessageKind.InternalNote).Select(message => new ThreadMessage(
            message.Officer is { } officer ? names.GetValueOrDefault(officer, "") : file.Case.ApplicantName,
            commune.Local(message.At).DateAndTime(language), message.Text, message.Kind == MessageKind.FromOfficer, []))];

    private static async Task<IReadOnlyDictionary<OfficerId, string>> Names(PerronDb db, CaseFile file)
    {
        var ids = file.Messages.Select(message => message.Officer).OfType<OfficerId>().Distinct().ToList();
        return await db.OfficerNames(ids);
    }

    private static string FirstName(IReadOnlyDictionary<OfficerId, string> names, CaseMessage message) =>
        message.Officer is { } officer && names.TryGetValue(officer, out var name) ? name.Split(' ')[0] : "";
}
