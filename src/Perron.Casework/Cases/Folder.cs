using Microsoft.EntityFrameworkCore;
using Perron.Cases.Beside;
using Perron.Cases.Contacts;
using Perron.Cases.OnBehalf;
using Perron.Cases.Systems;
using Perron.People;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>
/// What may lie in the folder of a case. Whatever comes there comes by an act that stands in its timeline, by the same transaction,
/// so what never happened is not looked for: opening a case asks the database for what this one has, and not for all that a case can have.
/// </summary>
public sealed class Folder(IReadOnlyList<TimelineEvent> events)
{
    private static readonly Dictionary<Type, Way> Ways = new()
    {
        [typeof(CaseMessage)] = new(db => db.Set<CaseMessage>().Select(message => message.CaseId), nameof(MessageWritten), nameof(CaseRefused)),
        [typeof(EvidenceRequest)] = new(db => db.Set<EvidenceRequest>().Select(request => request.CaseId), nameof(EvidenceAsked)),
        [typeof(RegisterExtract)] = new(db => db.Set<RegisterExtract>().Select(extract => extract.CaseId), nameof(RegisterConsulted)),
        [typeof(IssuedDocument)] = new(db => db.Set<IssuedDocument>().Select(document => document.CaseId), nameof(DocumentIssued)),
        [typeof(AwaitedParty)] = new(db => db.Set<AwaitedParty>().Select(party => party.CaseId), nameof(CoApplicantInvited), nameof(ThirdAwaited), nameof(OpinionAsked)),
        [typeof(SubCase)] = new(db => db.Set<SubCase>().Select(sub => sub.CaseId), nameof(SubCaseOpened)),
        [typeof(Exchange)] = new(db => db.Set<Exchange>().Select(exchange => exchange.CaseId), nameof(SystemNotified)),
        [typeof(ContactMoment)] = new(db => db.Set<ContactMoment>().Select(moment => moment.CaseId), nameof(ContactNoted)),
        [typeof(ContactRequest)] = new(db => db.Set<Case>().Where(one => db.Set<ContactRequest>().Any(request => request.Reference == one.Reference)).Select(one => one.Id), nameof(CallAsked)),
        [typeof(Assistance)] = new(db => db.Set<Assistance>().Where(assistance => assistance.FiledAt != null).Select(assistance => assistance.Id), nameof(CaseFiledOnBehalf)),
        [typeof(Mandate)] = new(db => db.Set<CaseMandator>().Where(mandator => mandator.MandateId != null).Select(mandator => mandator.CaseId), nameof(CaseFiledUnderMandate)),
    };

    private readonly HashSet<string> _happened = [.. events.Select(happened => happened.Kind)];

    /// <summary>Whether there may be any of these.</summary>
    internal bool MayHold<T>() => _happened.Overlaps(Ways[typeof(T)].Acts);

    /// <summary>What lies in a folder and is not told in the timeline of the case, as "BLA-XXXX-XX CaseMessage": it would not be found. There must be none.</summary>
    public static async Task<IReadOnlyList<string>> Untold(PerronDb db)
    {
        var untold = new List<string>();
        foreach (var (kind, way) in Ways)
        {
            var (holding, acts) = (way.Holding(db), way.Acts);
            var cases = db.Set<Case>().Where(one => holding.Contains(one.Id) && !db.Set<TimelineEvent>().Any(happened => happened.StreamId == one.Id && acts.Contains(happened.Kind)));
            untold.AddRange(await cases.Select(one => one.Reference).OrderBy(reference => reference).Select(reference => $"{reference} {kind.Name}").ToListAsync());
        }

        return untold;
    }

    /// <param name="Holding">The cases that hold such a thing.</param>
    /// <param name="Acts">By which it comes there.</param>
    private sealed record Way(Func<PerronDb, IQueryable<StreamId>> Holding, params IReadOnlyList<string> Acts);
}
