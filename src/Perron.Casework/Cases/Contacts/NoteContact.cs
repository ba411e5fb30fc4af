using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Desk;
using Perron.Cases.ForOfficers;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.Contacts;

/// <summary>An officer notes that somebody called, came or wrote about a case: when, what was said, and whether the citizen reads it.</summary>
public static class NoteContact
{
    private const int LongestText = 5000;
    private static readonly string[] Ways = ["telephone", "guichet", "courrier"], Readers = ["public", "interne"];

    /// <summary>One contact as it is read.</summary>
    public sealed record Line(ContactWay Way, string When, string Who, string Text, bool IsPublic);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/dossiers/{reference}/contact", Note).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Note(
        string reference, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var (now, words) = (time.GetCurrentInstant(), Words.Of(typeof(NoteContact)));
        var way = posted.OneOf("contact-voie", Ways).OrElse(words.In(language.Code, "contact-way-missing"));
        var text = posted.Text("contact-texte").OrElse(words.In(language.Code, "contact-text-missing"));
        var reader = posted.OneOf("contact-lu", Readers).OrElse(words.In(language.Code, "contact-reader-missing"));
        var at = When(posted, commune, now, words.In(language.Code, "contact-when-wrong"));
        if (text?.Length > LongestText)
        {
            posted.Refuse("contact-texte", words.In(language.Code, "message-long", LongestText));
        }

        if (!posted.IsRight)
        {
            return await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity, visitor: visitor);
        }

        Add(db, file.Case, file.Stream, (ContactWay)Array.IndexOf(Ways, way), text!, at, reader == "public", visitor, now);
        if (reader == "public")
        {
            Messages.Answered(file, now);
        }

        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}#contacts");
    }

    internal static void Add(PerronDb db, Case one, Stream stream, ContactWay way, string text, Instant at, bool isPublic, Visitor by, Instant now)
    {
        var moment = new ContactMoment
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, OfficerId = by.Officer!.Value, Way = way, At = at, Text = text, IsPublic = isPublic, NotedAt = now,
        };
        db.AddRange(moment, stream.Happened(new ContactNoted(moment.Id.Value, way.ToString()), now, by.Actor, "demande", isPublic ? Visibility.Public : Visibility.Internal));
        one.ChangedAt = now;
    }

    /// <summary>The contacts of a case in order; to the citizen only those that are public, and of the officer a first name.</summary>
    internal static async Task<IReadOnlyList<Line>> Of(PerronDb db, CaseFile file, Commune commune, string language, bool forCitizen)
    {
        var moments = file.Folder.MayHold<ContactMoment>() ? await Moments(db, file.Case.Id, forCitizen).ToListAsync() : [];
        var names = await db.OfficerNames([.. moments.Select(moment => moment.OfficerId).Distinct()]);
        return [.. moments.Select(moment => new Line(
            moment.Way, commune.Local(moment.At).DateAndTime(language), names.GetValueOrDefault(moment.OfficerId, "?") is var name && forCitizen ? name.Split(' ')[0] : name, moment.Text, moment.IsPublic))];
    }

    // Asked whenever a case is followed or handled, hence translated once.
    private static readonly Func<PerronDb, StreamId, bool, IAsyncEnumerable<ContactMoment>> Moments = EF.CompileAsyncQuery((PerronDb db, StreamId id, bool forCitizen) =>
        db.Set<ContactMoment>().AsNoTracking().OrderBy(moment => moment.At).Where(moment => moment.CaseId == id && (moment.IsPublic || !forCitizen)));

    // Left empty it was just now; a day without an hour was at noon.
    private static Instant When(PostedForm posted, Commune commune, Instant now, string wrong)
    {
        if (posted.Value("contact-date") is not { Length: > 0 })
        {
            return now;
        }

        var day = posted.Date("contact-date").OrElse(wrong);
        var hour = posted.Value("contact-heure") is { Length: > 0 } ? posted.Time("contact-heure").OrElse(wrong) : day == commune.Today(now) ? commune.Local(now).TimeOfDay : LocalTime.Noon;
        if (!posted.IsRight)
        {
            return now;
        }

        var at = (day + hour).InZoneLeniently(commune.Zone).ToInstant();
        if (at > now)
        {
            posted.Refuse("contact-date", wrong);
        }

        return at;
    }
}
