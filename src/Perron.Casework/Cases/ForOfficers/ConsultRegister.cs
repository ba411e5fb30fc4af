using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Belgium;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Registers;
using Perron.Timeline;
namespace Perron.Cases.ForOfficers;

/// <summary>
/// The officer asks the population register about the person of the file. The question goes out between two short transactions,
/// so a slow register holds nothing; question and outcome are written down.
/// </summary>
public static class ConsultRegister
{
    public static void Map(IEndpointRouteBuilder outside) =>
        outside.MapPost("/agent/dossiers/{reference}/registre", Consult).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Consult(
        string reference, PostedForm posted, Visitor visitor, Commune commune, PerronDb db, ProcedureCatalogue catalogue, IPopulationRegister register,
        HouseKeys keys, Changes changes, TimeProvider time, CancellationToken cancellation)
    {
        db.EnterAs(visitor);
        if (commune.Kind != CommuneKind.Commune || await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { IsInCharge: true } file)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var answer = await NumberOf(db, file, keys) is { } known
            ? await register.HouseholdOf(commune, known, now, cancellation)
            : await ByName(register, file, commune, now, cancellation);
        await db.Writing(visitor, changes, async () =>
        {
            if (answer is RegisterAnswer.Found found)
            {
                db.Add(RegisterExtract.Of(file.Case, found, keys));
            }

            db.Add(file.Stream.Happened(new RegisterConsulted((answer as RegisterAnswer.Found)?.Source ?? "", answer.GetType().Name), now, visitor.Actor, "traitement de la demande", Visibility.Internal));
            changes.In(file.Case.Topic);
            return await db.SaveChangesAsync();
        });
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}?registre={answer.GetType().Name}");
    }

    // The person the certificate is about: the applicant, by the number of the strong sign-in; or the third person, by the number given.
    private static async Task<NationalNumber?> NumberOf(PerronDb db, CaseFile file, HouseKeys keys) =>
        file.Case.IsForThirdPerson ? await db.NumberInWhoseName(file, keys)
        : file.Case.CitizenId is { } id && await db.CitizenOf(new Visitor { Citizen = id }) is { } citizen && file.Case.Identity == IdentityLevel.Strong ? citizen.Number(keys)
        : null;

    private static Task<RegisterAnswer> ByName(IPopulationRegister register, CaseFile file, Commune commune, Instant now, CancellationToken cancellation) =>
        LocalDatePattern.Iso.Parse(file.Procedure.Form.Said(FieldRole.ApplicantBirthDate, file.Case.Given) ?? "") is { Success: true, Value: var born }
            ? register.HouseholdOf(commune, file.Procedure.Form.Said(FieldRole.ApplicantGivenName, file.Case.Given) ?? "", file.Procedure.Form.Said(FieldRole.ApplicantFamilyName, file.Case.Given) ?? "", born, now, cancellation)
            : Task.FromResult<RegisterAnswer>(new RegisterAnswer.Unknown());
}
